//! A server with a self-signed certificate.

use std::io::Read as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, OnceLock};
use std::thread;

use retry_attr::{PermanentReason, Retryable as _, Verdict};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Where it listens, as in `https://127.0.0.1:40123`. One for all rows; it ends with the process.
pub(crate) fn url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let address = listener.local_addr().expect("a bound listener has an address");
        let config = config(address);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                serve(connection, Arc::clone(&config));
            }
        });
        format!("https://{address}")
    })
}

fn config(address: SocketAddr) -> Arc<ServerConfig> {
    let made = rcgen::generate_simple_self_signed([address.ip().to_string()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("ring has them").with_no_client_auth();
    Arc::new(config.with_single_cert(vec![made.cert.der().clone()], key).expect("they belong together"))
}

/// Shakes hands, and would read a request.
fn serve(connection: TcpStream, config: Arc<ServerConfig>) {
    let session = ServerConnection::new(config).expect("a session of this configuration");
    let read = StreamOwned::new(session, connection).read(&mut [0; 1024]);
    assert!(read.is_err(), "a client trusts it, and sends");
}

#[test]
fn nothing_was_sent_if_ureq_rejects_the_certificate() {
    let unreadable = b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    let pem = ureq::tls::Certificate::from_pem(unreadable).expect_err("no base64");
    assert!(matches!(pem, ureq::Error::Pem(_)), "{pem:?}");
    for error in [pem, ureq::Error::Rustls(rustls::Error::NoCertificatesPresented)] {
        assert_eq!(error.verdict(), Verdict::permanent(PermanentReason::Invalid).not_sent(), "{error:?}");
    }
}
