//! What servers have to be told: the types of files, the front page, the page for wrong
//! addresses.

use super::text::for_windows;

/// The types that a server may not know, by the endings of files.
const TYPES: [(&str, &str); 9] = [
    (".csv", "text/csv; charset=utf-8"),
    (
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (".ico", "image/x-icon"),
    (".json", "application/json; charset=utf-8"),
    (".jsonld", "application/ld+json; charset=utf-8"),
    (".sha256", "text/plain; charset=utf-8"),
    (".webp", "image/webp"),
    (
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (".xml", "application/xml; charset=utf-8"),
];

/// The path at which the site will stand, from its address: `/zfxxgk/` of
/// `https://www.example.gov.cn/zfxxgk/`.
fn path_of(base_url: &str) -> &str {
    let rest = base_url.split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or("/", |slash| &rest[slash..])
}

/// `web.config` of IIS from 7.5 on. A type that the server knows already must be removed
/// before it is added, or every page is answered with an error. The page for wrong addresses
/// can be named only where the site's address is known.
pub fn web_config(base_url: Option<&str>) -> Vec<u8> {
    let types = TYPES.iter().map(|(ending, kind)| {
        format!(
            "      <remove fileExtension=\"{ending}\" />\n      <mimeMap fileExtension=\"{ending}\" mimeType=\"{kind}\" />\n"
        )
    });
    let types: String = types.collect();
    let missing = base_url.map_or(String::new(), |base| {
        format!(
            "    <httpErrors errorMode=\"Custom\">\n      <remove statusCode=\"404\" subStatusCode=\"-1\" />\n      <error statusCode=\"404\" path=\"{}404.html\" responseMode=\"ExecuteURL\" />\n    </httpErrors>\n",
            path_of(base)
        )
    });
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<configuration>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value=\"index.html\" />
      </files>
    </defaultDocument>
    <staticContent>
{types}    </staticContent>
{missing}  </system.webServer>
</configuration>
"
    );
    text.replace('\n', "\r\n").into_bytes()
}

/// What is put into the `server` of an nginx. A `location` below a path keeps the rest of
/// the host as it is.
pub fn nginx(base_url: Option<&str>) -> Vec<u8> {
    let path = base_url.map_or("/zfxxgk/", path_of);
    let types = TYPES.iter().map(|(ending, kind)| {
        let (kind, _) = kind.split_once(';').unwrap_or((kind, ""));
        format!("        {kind} {};\n", &ending[1..])
    });
    let types: String = types.collect();
    let text = format!(
        "# 放进 server {{ … }} 里。/srv/www 换成网站文件所在的文件夹，site 里的文件放在它下面的 {path}
location ^~ {path} {{
    root /srv/www;
    index index.html;
    charset utf-8;
    charset_types text/csv text/plain application/json application/ld+json application/xml;
    error_page 404 {path}404.html;
    add_header X-Content-Type-Options nosniff;
    types {{
        text/html html htm;
        text/plain txt;
        text/css css;
        text/javascript js;
        application/pdf pdf;
        application/zip zip;
        application/msword doc;
        application/vnd.ms-excel xls;
        image/png png;
        image/jpeg jpg jpeg;
        image/gif gif;
        image/svg+xml svg;
{types}    }}
    default_type application/octet-stream;
}}
"
    );
    for_windows(&text)[3..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address_begins_and_ends_with_a_slash() {
        assert_eq!(path_of("https://www.example.gov.cn/a/b/"), "/a/b/");
        assert_eq!(path_of("https://www.example.gov.cn/"), "/");
    }

    #[test]
    fn each_type_is_removed_before_it_is_added() {
        let text = String::from_utf8(web_config(None)).expect("text");
        for (ending, _) in TYPES {
            let removed = text.find(&format!("<remove fileExtension=\"{ending}\""));
            let added = text.find(&format!("<mimeMap fileExtension=\"{ending}\""));
            assert!(removed.is_some() && removed < added, "{ending}");
        }
        assert!(!text.contains("httpErrors"));
        let text = String::from_utf8(web_config(Some("https://a.gov.cn/x/"))).expect("text");
        assert!(text.contains("path=\"/x/404.html\""));
    }
}
