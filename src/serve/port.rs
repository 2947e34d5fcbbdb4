//! Taking a port, or the next free one.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

use anyhow::{Context, Result, anyhow};

use crate::machine::reason;

/// How many ports are tried, counted from the one that was asked for.
const TRIES: u16 = 20;

/// A port that nobody else can take any more.
pub struct Port {
    pub(super) listener: TcpListener,
    /// Where it is.
    pub address: SocketAddr,
    /// The host as it was asked for: one more name that requests may use.
    pub(super) host: String,
}

impl Port {
    /// Takes a port of this host; 0 means any. Where it is in use, the next
    /// free one.
    pub fn take(host: &str, wanted: u16) -> Result<Self> {
        let candidates = wanted..=wanted.saturating_add(if wanted == 0 { 0 } else { TRIES });
        for number in candidates {
            match bind(host, number) {
                Ok(listener) => {
                    let address = listener.local_addr().context("没有打开端口")?;
                    listener.set_nonblocking(true).context("没有打开端口")?;
                    return Ok(Self {
                        listener,
                        address,
                        host: host.to_owned(),
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => {
                    let why = reason(&error);
                    return Err(anyhow!(
                        "没有打开预览：{why}（{host} 端口 {number}）。换一个 --host 或 --port 再试"
                    ));
                }
            }
        }
        Err(anyhow!(
            "没有打开预览：端口 {wanted} 和后面 {TRIES} 个都被占用。用 --port 换一个"
        ))
    }
}

fn bind(host: &str, port: u16) -> io::Result<TcpListener> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<SocketAddr> = (bare, port).to_socket_addrs()?.collect();
    TcpListener::bind(addresses.as_slice())
}

/// This machine's address in the local network, as the system would use it to
/// reach others. Nothing is sent: connecting a datagram socket only looks up
/// the route to an address that is kept for documentation.
pub fn lan_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}
