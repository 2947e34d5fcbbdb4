#!/bin/sh
# 双击时选“在终端中运行”。
cd "$(dirname "$0")" && exec ./gongkai "$@"
