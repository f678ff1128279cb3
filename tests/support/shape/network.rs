//! Plumb opens no connection: nothing it is built from could.

/// Crates that open connections, or that other crates open them with.
const CLIENTS: &[&str] = &[
    "async-std",
    "attohttpc",
    "awc",
    "curl",
    "git2",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "lettre",
    "libp2p",
    "mio",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "sentry",
    "smol",
    "socket2",
    "soup2",
    "soup3",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio-tungstenite",
    "tungstenite",
    "ureq",
    "websocket",
];

/// What Tauri brings that could reach the network, and why it may stay.
pub const TAURI_BRINGS: &[(&str, &str)] = &[
    (
        "soup3",
        "webkit2gtk's types name it; Plumb makes no soup session, and the window's policy \
         lets a page connect to nothing but Plumb itself",
    ),
    ("tokio", SESSION_BUS),
    ("mio", SESSION_BUS),
    ("socket2", SESSION_BUS),
];

/// A second start of Plumb hands its file to the first, by the system's own means.
const SESSION_BUS: &str = "tauri-plugin-single-instance compiles it in; on Linux it speaks to the \
    session bus, a socket of this machine, and to nothing else";

/// The network clients in the lines of `cargo tree --prefix none --format "{p} {f}"`.
///
/// Tokio counts only with its `net` feature: Tauri uses it as an executor.
pub fn clients(tree: &str, excepted: &[(&str, &str)]) -> Vec<String> {
    let mut found: Vec<String> = tree.lines().filter_map(client).collect();
    found.sort();
    found.dedup();
    found.retain(|name| !excepted.iter().any(|(excepted, _)| name == excepted));
    found
}

fn client(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    let features = words.next_back().unwrap_or_default();
    let can_connect = CLIENTS.contains(&name)
        || (name == "tokio" && features.split(',').any(|feature| feature == "net"));
    can_connect.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_client_is_found_once() {
        let tree =
            "cli v0.1.0 (/x)\nureq v3.0.0 default\nserde v1.0.0 std\nureq v3.0.0 default (*)\n";
        assert_eq!(clients(tree, &[]), ["ureq"]);
    }

    #[test]
    fn tokio_is_a_client_only_when_it_can_open_sockets() {
        assert_eq!(clients("tokio v1.54.1 bytes,rt,sync", &[]), [""; 0]);
        assert_eq!(clients("tokio v1.54.1 bytes,net,rt", &[]), ["tokio"]);
    }

    #[test]
    fn only_what_is_excepted_is_excepted() {
        let tree = "soup3 v0.5.0 v3_0\nreqwest v0.13.0 default\n";
        assert_eq!(clients(tree, TAURI_BRINGS), ["reqwest"]);
    }
}
