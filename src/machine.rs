//! What a failure of the machine means, in words a clerk can act on.
//!
//! This file knows nothing of publishing, so that whoever reads files or opens
//! a port can use the same words.

use std::io::{Error, ErrorKind};

/// Why it failed: a short Chinese phrase without a full stop. What the system
/// itself says is English and full of numbers, so it is never passed on; only
/// an error nobody foresaw shows its number, for whoever is asked to help.
pub fn reason(error: &Error) -> String {
    if let Some(words) = by_kind(error.kind()).or_else(|| by_code(error.raw_os_error()?)) {
        return words.to_owned();
    }
    match error.raw_os_error() {
        Some(code) => format!("系统出错，错误编号 {code}"),
        None => "原因不明".to_owned(),
    }
}

/// Whether another program has the file open for itself: Windows lets it, and
/// editors, virus scanners and indexers do for a moment after a save.
pub fn is_held(error: &Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// What to do before trying again, to follow [`reason`] in a sentence.
pub fn advice(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "腾出空间后",
        ErrorKind::PermissionDenied => "取得权限、关闭占用它的程序后",
        ErrorKind::ReadOnlyFilesystem => "换到可以写的磁盘后",
        ErrorKind::ResourceBusy => "关闭占用它的程序后",
        _ => "处理后",
    }
}

fn by_kind(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::QuotaExceeded => "分给这个用户的磁盘空间用完了",
        ErrorKind::FileTooLarge => "文件超出了允许的大小",
        ErrorKind::PermissionDenied => "没有权限，或文件正被别的程序打开",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::NotFound => "文件或文件夹不存在",
        ErrorKind::AlreadyExists => "已经有同名的文件或文件夹",
        ErrorKind::NotADirectory => "需要文件夹的地方有一个同名文件",
        ErrorKind::IsADirectory => "需要文件的地方有一个同名文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "文件正被别的程序使用",
        ErrorKind::InvalidFilename => "文件名太长，或含有系统不允许的字符",
        ErrorKind::InvalidInput => "路径不能使用",
        ErrorKind::InvalidData => "内容不是有效的文字（应为 UTF-8）",
        ErrorKind::UnexpectedEof => "文件不完整",
        ErrorKind::WriteZero => "写不进去",
        ErrorKind::CrossesDevices => "不能跨磁盘移动文件",
        ErrorKind::OutOfMemory => "内存不够",
        ErrorKind::Interrupted => "被中断",
        ErrorKind::Unsupported => "系统或磁盘不支持这个操作",
        ErrorKind::AddrInUse => "端口已被占用",
        ErrorKind::AddrNotAvailable => "地址不能使用",
        ErrorKind::TimedOut
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset
        | ErrorKind::NotConnected => "网络或网络磁盘断开了",
        _ => return None,
    })
}

/// The common failures to which std gives no kind of their own.
fn by_code(code: i32) -> Option<&'static str> {
    match code {
        32 | 33 if cfg!(windows) => Some("文件正被别的程序打开"),
        5 if cfg!(unix) => Some("磁盘读写出错，可能已经损坏"),
        23 | 24 if cfg!(unix) => Some("同时打开的文件太多"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_system_says_is_said_in_chinese() {
        for code in 1..140 {
            let error = Error::from_raw_os_error(code);
            let words = reason(&error).replace("UTF-8", "");
            assert!(
                !words.contains(|c: char| c.is_ascii_alphabetic()),
                "{error}: {words}"
            );
        }
        assert_eq!(reason(&Error::other("boom")), "原因不明");
    }

    #[cfg(unix)]
    #[test]
    fn common_failures_have_their_own_words() {
        assert_eq!(reason(&Error::from_raw_os_error(28)), "磁盘满了");
        assert_eq!(reason(&Error::from_raw_os_error(30)), "磁盘是只读的");
        assert_eq!(
            reason(&Error::from_raw_os_error(5)),
            "磁盘读写出错，可能已经损坏"
        );
    }
}
