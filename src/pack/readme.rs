//! 部署说明: what a web team does with a package, server by server.

use super::SITE;
use super::text::for_windows;

/// What a package holds.
pub struct Packed<'p> {
    /// What the site is called.
    pub name: &'p str,
    /// Where it will be published, ending in `/`, if that is known.
    pub base_url: Option<&'p str>,
    pub files: usize,
    /// How many errors were left in it, because that was asked for.
    pub open_errors: usize,
}

/// The text, for any editor of Windows.
pub fn readme(packed: &Packed<'_>) -> Vec<u8> {
    let Packed {
        name,
        base_url,
        files,
        open_errors,
    } = packed;
    let warning = match open_errors {
        0 => String::new(),
        count => format!(
            "★ 注意：打包时还有 {count} 处必须改的问题没有改（用了 --force）。公开以前先问填报单位。\n\n"
        ),
    };
    let place = base_url.map_or(
        "打包时没有写将来的网址。放在哪个文件夹下都能用，链接都是相对的。".to_owned(),
        |base| format!("将来的网址：{base}"),
    );
    let text = format!(
        "{name}
部署说明

{warning}一、这里有什么

  {SITE}/            网站，{files} 个文件。把它里面的文件原样放到服务器上，不要改名，不要改内容
  nginx.conf.txt   nginx 的配置片段
  {SITE}/web.config  IIS 的配置（不用 IIS 可以删掉）
  sha256.txt       每个文件的校验值
  verify.cmd       在 Windows 上核对校验值，双击运行

{place}
网站是静态的：不要数据库，不要 PHP、Java，不联网取任何东西。文件名都是英文字母、数字和符号。

二、放到服务器上

nginx：把 {SITE} 里的文件放进网站文件夹，把 nginx.conf.txt 里的一段放进 server {{ }}，改好里面的路径，
  运行 nginx -t 检查，再 nginx -s reload。
IIS（7.5 以上）：把 {SITE} 里的文件放进网站或者虚拟目录的文件夹，web.config 跟着一起放。
  打开网页出现 500.19，多半是上级网站锁住了某一项设置：把 web.config 里对应的一段删掉，在 IIS 管理器里设。
宝塔面板：网站—添加站点—纯静态；把 {SITE} 里的文件传进站点的根目录（或者它的子文件夹）；
  设置—配置文件里，在 server {{ }} 中放入 nginx.conf.txt 的那一段。
对象存储（OSS、COS、OBS 等）：绑定自己的域名；默认首页 index.html，子目录首页也打开；
  默认 404 页 404.html；上传时让工具按扩展名设置 Content-Type，docx、xlsx、csv、json 各一个打开看看。

三、放好以后看这几样

  1. 首页、任意一年的年报、一个下载文件，都能打开；
  2. 网址后面乱写几个字母，看到的是网站自己的“没有这个网页”；
  3. 校验：verify.cmd 双击运行，最后一行是 OK；Linux 上在本文件夹运行 sha256sum -c sha256.txt。
     没有 verify.cmd 也可以一个一个看，在命令提示符里：certutil -hashfile 文件名 SHA256，与 sha256.txt 里的比。
  4. 填报单位可以用 gongkai verify 网址 把网上的数和原稿逐个核对。

四、更新

下次给您的还是一整包。先把旧的 {SITE} 文件留底，再整个换成新的；年报的网址不会变。
"
    );
    for_windows(&text)
}
