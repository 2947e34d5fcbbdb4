//! Taking a port, or the next free one.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

use anyhow::{Context, Result, anyhow};

use crate::machine::reason;

/// How many ports are tried after the one that was asked for. Then the system chooses:
/// what it keeps for itself on Windows, for Hyper-V, is a hundred ports in a row.
const TRIES: u16 = 20;

/// A port that nobody else can take any more.
pub struct Port {
    pub(super) listener: TcpListener,
    /// Where it is.
    pub address: SocketAddr,
    /// The host as it was asked for: one more name that requests may use.
    pub(super) host: String,
    /// Why it is not the one that was asked for, if it is another.
    pub refused: Option<Refused>,
}

/// Why a port cannot be had, where another one can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    InUse,
    /// The system gives it to nobody, or not to this user.
    Reserved,
}

impl Port {
    /// Takes a port of this host; 0 means any. Where it cannot be had, the next
    /// free one.
    pub fn take(host: &str, wanted: u16) -> Result<Self> {
        let (listener, refused) =
            first_free(wanted, |number| bind(host, number)).map_err(|error| {
                let why = reason(&error);
                anyhow!("没有打开预览：{why}（{host} 端口 {wanted}）。换一个 --host 或 --port 再试")
            })?;
        let address = listener.local_addr().context("没有打开端口")?;
        listener.set_nonblocking(true).context("没有打开端口")?;
        Ok(Self {
            listener,
            address,
            host: host.to_owned(),
            refused,
        })
    }
}

/// The first port that can be had, and why it is not the wanted one.
fn first_free<T>(
    wanted: u16,
    mut bind: impl FnMut(u16) -> io::Result<T>,
) -> io::Result<(T, Option<Refused>)> {
    let mut refused = None;
    if wanted > 0 {
        for number in wanted..=wanted.saturating_add(TRIES) {
            match bind(number) {
                Ok(bound) => return Ok((bound, refused)),
                Err(error) => {
                    let why = match error.kind() {
                        io::ErrorKind::AddrInUse => Refused::InUse,
                        // On Windows also a port that somebody has for himself alone.
                        io::ErrorKind::PermissionDenied => Refused::Reserved,
                        _ => return Err(error),
                    };
                    refused.get_or_insert(why);
                }
            }
        }
    }
    Ok((bind(0)?, refused))
}

fn bind(host: &str, port: u16) -> io::Result<TcpListener> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<SocketAddr> = (bare, port).to_socket_addrs()?.collect();
    #[cfg(windows)]
    for address in &addresses {
        ask_for_all_of(*address)?;
    }
    TcpListener::bind(addresses.as_slice())
}

/// An error if somebody has the port at another address where a browser would find him
/// instead. To Windows 127.0.0.1 and 0.0.0.0 are two things: two previews may have the
/// same port, and the address of the one shows the other. (Sockets of `std` do not share
/// one address there, since they do not ask for SO_REUSEADDR.) A socket that is bound and
/// does not listen is one that the firewall does not ask about.
#[cfg(windows)]
fn ask_for_all_of(address: SocketAddr) -> io::Result<()> {
    use tokio::net::TcpSocket;
    let rival = rival(address);
    let socket = match rival.is_ipv4() {
        true => TcpSocket::new_v4(),
        false => TcpSocket::new_v6(),
    };
    socket?.bind(rival)
}

/// The address at which the same port would be another's: that of all networks, and for
/// all networks that of this machine.
#[cfg(any(windows, test))]
fn rival(address: SocketAddr) -> SocketAddr {
    use std::net::{Ipv4Addr, Ipv6Addr};
    let ip: IpAddr = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    SocketAddr::new(ip, address.port())
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

#[cfg(test)]
mod tests {
    use io::ErrorKind::{AddrInUse, AddrNotAvailable, PermissionDenied};

    use super::*;

    #[test]
    fn a_port_that_cannot_be_had_is_passed_over_and_the_reason_kept() {
        let free = |free: fn(u16) -> io::Result<u16>| first_free(8765, free).ok();
        assert_eq!(free(Ok), Some((8765, None)));
        let next = free(|number| match number {
            8765 => Err(PermissionDenied.into()),
            8766 => Err(AddrInUse.into()),
            _ => Ok(number),
        });
        assert_eq!(next, Some((8767, Some(Refused::Reserved))));
        // A whole range is kept by the system: it knows itself what is free.
        let any = free(|number| match number {
            0 => Ok(50_000),
            _ => Err(AddrInUse.into()),
        });
        assert_eq!(any, Some((50_000, Some(Refused::InUse))));
        assert_eq!(free(|_| Err(AddrNotAvailable.into())), None);
        assert_eq!(free(|_| Err(PermissionDenied.into())), None);
        assert_eq!(first_free(0, Ok).ok(), Some((0, None)));
        let last = first_free(u16::MAX, |number| match number {
            0 => Ok(1),
            _ => Err(AddrInUse.into()),
        });
        assert_eq!(last.ok(), Some((1, Some(Refused::InUse))));
    }

    #[test]
    fn a_port_that_somebody_has_at_other_addresses_is_not_taken() {
        for (theirs, ours) in [("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "0.0.0.0")] {
            let them = Port::take(theirs, 0).expect("a port");
            let us = Port::take(ours, them.address.port()).expect("a port");
            assert_ne!(us.address.port(), them.address.port());
            assert_eq!(us.refused, Some(Refused::InUse));
        }
    }

    #[test]
    fn a_rival_has_the_same_port_at_all_addresses_or_at_this_machines_own() {
        for (address, expected) in [
            ("127.0.0.1:1", "0.0.0.0:1"),
            ("192.168.1.7:1", "0.0.0.0:1"),
            ("0.0.0.0:1", "127.0.0.1:1"),
            ("[::1]:1", "[::]:1"),
            ("[::]:1", "[::1]:1"),
        ] {
            let found = address.parse().map(rival).map(|rival| rival.to_string());
            assert_eq!(found.as_deref(), Ok(expected), "{address}");
        }
    }
}
