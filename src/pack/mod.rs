//! What a web team gets beside the site: how to put it on a server, and how to see that
//! nothing changed on the way. Pure texts; names in a package are ASCII.

mod readme;
mod servers;
mod sums;
mod text;

pub use readme::{Packed, readme};
pub use servers::{nginx, web_config};
pub use sums::{sums, verify_cmd};

/// The folder of the site in a package.
pub const SITE: &str = "site";

/// The longest path in a package, in bytes: some programs of Windows unpack no longer one
/// into a deep folder.
pub const LONGEST: usize = 100;
