//! What the person's environment says of the network.

/// The proxy that it names, as other programs read it.
pub fn proxy() -> Option<String> {
    let names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
    let named = names.iter().find_map(|name| std::env::var(name).ok());
    named.filter(|proxy| !proxy.trim().is_empty())
}
