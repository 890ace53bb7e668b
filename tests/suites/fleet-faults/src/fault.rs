//! The stores of the runs, and what happens to them.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::proxy::Proxy;
use crate::redis_server::{RedisServer, free_port, url, wait_until};

/// The trouble begins so long after the calls.
const CALM: Duration = Duration::from_secs(6);
const TROUBLE: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Each process goes alone.
    Alone,
    Healthy,
    Killed,
    Paused,
    /// Accepts connections for ten seconds, and never answers.
    Silenced,
    /// Never answers at all.
    Silent,
    Emptied,
    Failover,
    Cluster,
    /// The limit is declared.
    Declared,
    DeclaredKilled,
}

pub(crate) struct Store {
    fault: Fault,
    servers: Vec<RedisServer>,
    proxy: Option<Proxy>,
    /// For the processes.
    pub(crate) urls: Vec<String>,
}

impl Fault {
    pub(crate) const ALL: [Self; 11] = [
        Self::Alone,
        Self::Healthy,
        Self::Killed,
        Self::Paused,
        Self::Silenced,
        Self::Silent,
        Self::Emptied,
        Self::Failover,
        Self::Cluster,
        Self::Declared,
        Self::DeclaredKilled,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Healthy => "healthy",
            Self::Killed => "killed",
            Self::Paused => "paused",
            Self::Silenced => "silenced",
            Self::Silent => "silent",
            Self::Emptied => "emptied",
            Self::Failover => "failover",
            Self::Cluster => "cluster",
            Self::Declared => "declared",
            Self::DeclaredKilled => "declared-killed",
        }
    }

    /// Whether the store is there at least at times, so that the processes know the pace of the fleet.
    pub(crate) fn is_shared(self) -> bool {
        !matches!(self, Self::Alone | Self::Silent)
    }

    /// Whether the store is there all the time.
    pub(crate) fn is_shared_throughout(self) -> bool {
        self.is_shared()
            && !matches!(self, Self::Killed | Self::Paused | Self::Silenced | Self::DeclaredKilled)
    }

    pub(crate) fn is_declared(self) -> bool {
        matches!(self, Self::Declared | Self::DeclaredKilled)
    }

    pub(crate) fn store(self) -> Store {
        let mut store = Store { fault: self, servers: Vec::new(), proxy: None, urls: Vec::new() };
        match self {
            Self::Alone => {}
            Self::Healthy
            | Self::Killed
            | Self::Paused
            | Self::Emptied
            | Self::Declared
            | Self::DeclaredKilled => {
                store.servers.push(RedisServer::start());
                store.urls = vec![url(store.servers[0].port)];
            }
            Self::Silent => store.stand_behind(Proxy::new(None)),
            Self::Silenced => {
                store.servers.push(RedisServer::start());
                store.stand_behind(Proxy::new(Some(store.servers[0].port)));
            }
            Self::Failover => {
                let primary = RedisServer::start();
                let replica = RedisServer::replica(primary.port);
                store.stand_behind(Proxy::new(Some(primary.port)));
                store.servers = vec![primary, replica];
            }
            Self::Cluster => {
                store.servers = cluster();
                store.urls = store.servers.iter().map(|server| url(server.port)).collect();
            }
        }
        store
    }
}

fn cluster() -> Vec<RedisServer> {
    let servers: Vec<_> = (0..3)
        .map(|_| {
            let port = free_port();
            let file = std::env::temp_dir().join(format!("retry-attr-fleet-{port}.conf"));
            let _ = std::fs::remove_file(&file);
            let file = file.to_str().expect("a path of letters");
            RedisServer::start_at(port, &["--cluster-enabled", "yes", "--cluster-config-file", file])
        })
        .collect();
    let made = Command::new("redis-cli")
        .args(["--cluster-yes", "--cluster", "create"])
        .args(servers.iter().map(|server| format!("127.0.0.1:{}", server.port)))
        .stdout(Stdio::null())
        .status()
        .expect("`redis-cli` is installed");
    assert!(made.success(), "no cluster");
    wait_until(|| {
        servers
            .iter()
            .all(|server| server.command::<String>(&["CLUSTER", "INFO"]).contains("cluster_state:ok"))
    });
    servers
}

impl Store {
    fn stand_behind(&mut self, proxy: Proxy) {
        self.urls = vec![url(proxy.port)];
        self.proxy = Some(proxy);
    }

    fn lead_to(&self, server: Option<u16>) {
        self.proxy.as_ref().expect("this store stands behind a proxy").lead_to(server);
    }

    /// Makes the trouble, while the calls run.
    pub(crate) fn suffer(&mut self) {
        sleep(CALM);
        match self.fault {
            Fault::Alone | Fault::Healthy | Fault::Silent | Fault::Declared => {}
            Fault::Killed | Fault::DeclaredKilled => {
                let port = self.servers[0].port;
                self.servers.clear();
                sleep(TROUBLE);
                self.servers.push(RedisServer::start_at(port, &[]));
            }
            Fault::Paused => {
                let pause = TROUBLE.as_millis().to_string();
                self.servers[0].command::<()>(&["CLIENT", "PAUSE", &pause, "ALL"]);
            }
            Fault::Silenced => {
                self.lead_to(None);
                sleep(TROUBLE);
                self.lead_to(Some(self.servers[0].port));
            }
            Fault::Emptied => {
                for _ in 0..3 {
                    self.servers[0].command::<()>(&["SCRIPT", "FLUSH"]);
                    self.servers[0].command::<()>(&["FLUSHALL"]);
                    sleep(TROUBLE / 3);
                }
            }
            Fault::Failover => {
                let replica = self.servers.pop().expect("a replica");
                self.servers.clear();
                replica.command::<()>(&["REPLICAOF", "NO", "ONE"]);
                self.lead_to(Some(replica.port));
                self.servers.push(replica);
            }
            Fault::Cluster => self.assert_one_slot(),
        }
    }

    /// All keys of an upstream live in one slot.
    fn assert_one_slot(&self) {
        let mut slots: Vec<(String, i64)> = Vec::new();
        for server in &self.servers {
            for key in server.command::<Vec<String>>(&["KEYS", "*"]) {
                let slot = server.command(&["CLUSTER", "KEYSLOT", &key]);
                slots.push((key, slot));
            }
        }
        let of_upstream: Vec<_> = slots.iter().filter(|(key, _)| key.contains("{fleet/gpt}")).collect();
        assert!(of_upstream.len() >= 2, "{slots:?}");
        assert!(of_upstream.windows(2).all(|pair| pair[0].1 == pair[1].1), "{slots:?}");
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        for server in &self.servers {
            let file = std::env::temp_dir().join(format!("retry-attr-fleet-{}.conf", server.port));
            let _ = std::fs::remove_file(file);
        }
    }
}
