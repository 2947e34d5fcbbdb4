//! How a page stands inside of a portal.

use serde::Serialize;

use crate::parse::config::Frame;

use super::context::RenderContext;

/// What takes the place of the site's own header, footer and columns.
#[derive(Debug, Serialize)]
pub struct EmbedView {
    /// Finished HTML of the portal's header; null where there is none.
    pub header_html: Option<String>,
    pub footer_html: Option<String>,
    /// Whether the theme's own are shown.
    pub own_header: bool,
    pub own_footer: bool,
    /// Whether the columns are named above the page.
    pub nav: bool,
    /// Whether the page is shown in a frame, which links to other sites have to leave.
    pub in_frame: bool,
    /// The script that tells the portal's page the height; null where it need not know.
    pub height_script: Option<String>,
}

impl EmbedView {
    pub fn of(context: &RenderContext<'_>) -> Self {
        let (embed, parts) = (&context.config.embed, context.embedding);
        Self {
            header_html: parts.header.clone(),
            footer_html: parts.footer.clone(),
            own_header: embed.header == Frame::Own,
            own_footer: embed.footer == Frame::Own,
            nav: embed.nav,
            in_frame: embed.in_frame,
            height_script: parts.height.as_ref().map(|script| script.text.clone()),
        }
    }
}
