//! Names of published files that some web servers do not hand out.

use crate::diag::{Diagnostic, Place, codes};
use crate::path::{OutPath, SourcePath};

/// The longest name of a file or folder on Linux, in bytes of UTF-8.
const LONGEST_NAME: usize = 255;

/// The longest path that Windows takes is 260 characters with the folders around it,
/// such as `C:\inetpub\wwwroot\` or those that an archive is taken out into.
const LONGEST_PATH: usize = 200;

/// The folders that IIS keeps for programs and hides from everyone.
const HIDDEN: [&str; 7] = [
    "bin",
    "app_code",
    "app_data",
    "app_browsers",
    "app_globalresources",
    "app_localresources",
    "app_webreferences",
];

/// Why a file that is copied to this place cannot be had from every web server.
pub(super) fn doubt(file: &SourcePath, out: &OutPath) -> Option<Diagnostic> {
    let (message, help) = long(out).or_else(|| escaped(out)).or_else(|| hidden(out))?;
    Some(Diagnostic::warning(&codes::FIL01, Place::file(file), message).help(help))
}

fn long(out: &OutPath) -> Option<(String, String)> {
    let path = out.as_str();
    if path.len() <= LONGEST_PATH {
        return None;
    }
    if let Some(name) = path.split('/').find(|name| name.len() > LONGEST_NAME) {
        let message = format!(
            "名字太长（{} 个字），Linux 的服务器放不下",
            name.chars().count()
        );
        return Some((message, "改短些，最多 85 个汉字".to_owned()));
    }
    let length = path.encode_utf16().count();
    (length > LONGEST_PATH).then(|| {
        let message = format!("路径太长（{length} 个字），在 Windows 上解压、复制会失败");
        let help = format!("文件名、文件夹名改短些，加起来不超过 {LONGEST_PATH} 个字");
        (message, help)
    })
}

/// IIS refuses addresses that would read differently if they were decoded twice.
fn escaped(out: &OutPath) -> Option<(String, String)> {
    let path = out.as_str();
    let sign = path.chars().find(|c| matches!(c, '+' | '%'))?;
    let name = path.split('/').find(|name| name.contains(sign))?;
    let instead = name.replace(['+', '%'], "-");
    let message = format!("名字里有 {sign}，IIS 的服务器默认不让打开");
    Some((message, format!("改个名，如 {instead}")))
}

fn hidden(out: &OutPath) -> Option<(String, String)> {
    let (folders, _) = out.as_str().rsplit_once('/')?;
    let hidden = |name: &&str| HIDDEN.iter().any(|one| name.eq_ignore_ascii_case(one));
    let name = folders.split('/').find(hidden)?;
    let message = format!("IIS 的服务器不让打开文件夹“{name}”里的文件");
    Some((message, format!("文件夹改个名，如 {name}-1")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_servers_refuse_are_told_with_another() {
        let long_name = format!("files/{}.pdf", "长".repeat(84));
        let long_path = format!("files/{0}/{0}/{0}/{0}/a.pdf", "文件夹".repeat(17));
        let cases = [
            ("files/附件1+2.pdf", Some("改个名，如 附件1-2.pdf")),
            ("a%b/c.pdf", Some("改个名，如 a-b")),
            ("tools/Bin/a.exe", Some("文件夹改个名，如 Bin-1")),
            ("app_data/x.json", Some("文件夹改个名，如 app_data-1")),
            (&long_name, Some("改短些，最多 85 个汉字")),
            (
                &long_path,
                Some("文件名、文件夹名改短些，加起来不超过 200 个字"),
            ),
            ("bin", None),
            ("binary/web.config", None),
            (
                "files/关于印发《青禾镇政府信息公开工作要点》的通知（青政发〔2024〕3号）.docx",
                None,
            ),
        ];
        for (path, expected) in cases {
            let out = OutPath::new(path).expect("a path");
            let file = SourcePath::new(&format!("static/{path}")).expect("a path");
            let found = doubt(&file, &out);
            let help = found
                .as_ref()
                .map(|one| one.help.as_deref().unwrap_or_default());
            assert_eq!(help, expected, "{path}");
        }
    }
}
