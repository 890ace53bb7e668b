//! The store: a server that runs already, or one that this program starts.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, bail};

pub(crate) struct Server {
    url: String,
    /// This program ends the process when it ends.
    process: Option<Child>,
}

impl Server {
    pub(crate) fn find() -> anyhow::Result<Self> {
        if let Ok(url) = env::var("REDIS_URL") {
            ask(&url).context("no Redis or Valkey answers at the address in `REDIS_URL`")?;
            return Ok(Self { url, process: None });
        }
        let url = "redis://127.0.0.1/".to_owned();
        if ask(&url).is_ok() {
            return Ok(Self { url, process: None });
        }
        Self::start()
    }

    fn start() -> anyhow::Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let start = |program| {
            let port = port.to_string();
            Command::new(program)
                .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
                .stdout(Stdio::null())
                .spawn()
        };
        let process = start("redis-server").or_else(|_| start("valkey-server")).context(
            "no Redis or Valkey answers at redis://127.0.0.1/, and no `redis-server` or `valkey-server` is installed: \
             install one, or run `docker compose --file examples/fleet/compose.yaml up --detach --wait`",
        )?;
        let server = Self { url: format!("redis://127.0.0.1:{port}/"), process: Some(process) };
        for _ in 0..100 {
            if ask(&server.url).is_ok() {
                return Ok(server);
            }
            sleep(Duration::from_millis(50));
        }
        bail!("the server that this example has started does not answer")
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // The process may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn ask(url: &str) -> redis::RedisResult<()> {
    let mut connection = redis::Client::open(url)?.get_connection_with_timeout(Duration::from_secs(1))?;
    redis::cmd("PING").query(&mut connection)
}
