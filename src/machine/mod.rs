//! What a failure of the machine means, in words a clerk can act on.
//!
//! This room knows nothing of publishing, so that whoever reads files or opens
//! a port can use the same words.

mod patience;

pub use patience::{Patience, is_held};

use std::io::{Error, ErrorKind};
use std::path::{MAIN_SEPARATOR, Path};

/// What Windows puts before a path so that it may be longer than 260 characters,
/// and before one on another computer.
const VERBATIM: &str = r"\\?\";
const SHARE: &str = r"UNC\";

/// A path as the clerk knows it: without what Windows puts before a long one, and
/// with this system's separators.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = match text.strip_prefix(VERBATIM) {
        Some(rest) => match rest.strip_prefix(SHARE) {
            Some(share) => format!(r"\\{share}"),
            None => rest.to_owned(),
        },
        None => text,
    };
    match MAIN_SEPARATOR {
        '/' => plain,
        separator => plain.replace('/', &separator.to_string()),
    }
}

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

/// What to do before trying again, to follow [`reason`] in a sentence.
pub fn advice(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "腾出空间后",
        ErrorKind::PermissionDenied => "取得权限、关闭占用它的程序后",
        ErrorKind::ReadOnlyFilesystem => "换到可以写的磁盘后",
        _ if is_held(error) => "关闭打开着它的程序后",
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
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => HELD,
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
        _ if cfg!(windows) => by_code_of_windows(code),
        5 if cfg!(unix) => Some(DAMAGED),
        23 | 24 if cfg!(unix) => Some(TOO_MANY),
        _ => None,
    }
}

fn by_code_of_windows(code: i32) -> Option<&'static str> {
    Some(match code {
        32 | 33 | 303 | 1224 => HELD,
        4 => TOO_MANY,
        // Bad sectors, a failing device, a file system that contradicts itself.
        23 | 483 | 1117 | 1392 | 1393 => DAMAGED,
        21 => "磁盘没有准备好（没有放光盘，或者没有插好）",
        50 => "系统或磁盘不支持这个操作",
        55 | 59 | 64 | 1231 | 1232 => "网络或网络磁盘断开了",
        _ => return None,
    })
}

const HELD: &str = "文件正被别的程序打开";
const TOO_MANY: &str = "同时打开的文件太多";
const DAMAGED: &str = "磁盘读写出错，可能已经损坏";

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

    #[test]
    fn a_file_that_another_program_holds_is_to_be_closed() {
        let held = Error::from(ErrorKind::ResourceBusy);
        assert_eq!(reason(&held), HELD);
        assert_eq!(advice(&held), "关闭打开着它的程序后");
        for code in [32, 33, 303, 1224] {
            assert_eq!(by_code_of_windows(code), Some(HELD));
            if cfg!(windows) {
                let held = Error::from_raw_os_error(code);
                assert_eq!(reason(&held), HELD);
                assert_eq!(advice(&held), "关闭打开着它的程序后");
            }
        }
    }

    #[test]
    fn what_windows_puts_before_a_path_is_not_shown() {
        for (path, expected) in [
            (r"\\?\D:\站\public", r"D:\站\public"),
            (r"\\?\UNC\server\share\站", r"\\server\share\站"),
            (r"\\server\share\站", r"\\server\share\站"),
            (r"D:\站", r"D:\站"),
            ("站", "站"),
        ] {
            assert_eq!(shown(Path::new(path)), expected);
        }
        let mixed = Path::new("站").join("content/a.md");
        let separator = MAIN_SEPARATOR;
        let expected = format!("站{separator}content{separator}a.md");
        assert_eq!(shown(&mixed), expected);
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
