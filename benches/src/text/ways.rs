//! The function that is compiled many times, by every way to retry it.

pub(super) struct Way {
    pub(super) name: &'static str,
    /// The items that its functions share.
    pub(super) uses: &'static str,
    pub(super) function: &'static str,
}

pub(super) const DEPENDENCIES: &str = r#"again = "0.1"
backoff = { version = "0.4", features = ["tokio"] }
backon = "1"
backon-macros = "1"
fastrand = "2"
retry-if = "0.3"
retry_macro = { version = "0.3", features = ["tokio"] }
retrying = { version = "0.1", features = ["tokio"] }
tokio = { version = "1", features = ["rt", "time"] }
tokio-retry = "0.3"
tokio-retry2 = { version = "0.9", features = ["jitter"] }
tower = { version = "0.5", features = ["retry", "util"] }
tracing = "0.1"
tryhard = "0.5"
"#;

pub(super) const BODY: &str = "    if x == NUMBER { return Err(E::Transient(NUMBER)); }
    let y = work(x.wrapping_add(NUMBER)).await?;
    if y % 7 == 3 { Err(E::Fatal(y as u32)) } else { Ok(y ^ NUMBER) }
";

pub(super) const PRELUDE: &str = "#![allow(dead_code, unused, unexpected_cfgs, deprecated)]
use std::{future::Future, pin::Pin, time::Duration};
#[derive(Debug, Clone, Copy)]
pub enum E { Transient(u32), Fatal(u32) }
impl E { pub fn transient(&self) -> bool { matches!(self, E::Transient(_)) } }
impl std::fmt::Display for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(\"e\") } }
impl std::error::Error for E {}
impl retry_attr::Retryable for E {
    fn verdict(&self) -> retry_attr::Verdict {
        if self.transient() { retry_attr::Verdict::transient() } else { retry_attr::Verdict::permanent(retry_attr::PermanentReason::Invalid) }
    }
}
pub type R = Result<u64, E>;
const BASE: Duration = Duration::from_millis(10);
const CAP: Duration = Duration::from_secs(1);
#[inline(never)]
pub async fn work(x: u64) -> R { let x = std::hint::black_box(x); if x == 0 { Err(E::Transient(1)) } else { Ok(x) } }
";

const BACKON: &str = "use backon::Retryable as _;
fn policy() -> backon::ExponentialBuilder { backon::ExponentialBuilder::new().with_min_delay(BASE).with_max_delay(CAP).with_max_times(3).with_jitter() }";

pub(super) const WAYS: &[Way] = &[
    Way { name: "plain", uses: "", function: "pub async fn fNUMBER(x: u64) -> R {\nBODY}\n" },
    Way {
        name: "hand",
        uses: "",
        function: "async fn gNUMBER(x: u64) -> R {\nBODY}
pub async fn fNUMBER(x: u64) -> R {
    let mut retries = 0_u32;
    loop {
        match gNUMBER(x).await {
            Ok(v) => return Ok(v),
            Err(e) if retries == 3 || !e.transient() => return Err(e),
            Err(_) => {}
        }
        let d = BASE.saturating_mul(1 << retries).min(CAP);
        retries += 1;
        tokio::time::sleep(d.mul_f64(fastrand::f64())).await;
    }
}
",
    },
    Way {
        name: "ours",
        uses: "",
        function: "#[retry_attr::retry(max = 4, initial_delay = BASE, max_delay = CAP)]
pub async fn fNUMBER(x: u64) -> R {\nBODY}\n",
    },
    Way {
        name: "ours_on",
        uses: "",
        function: "#[retry_attr::retry(max = 4, initial_delay = BASE, max_delay = CAP, on(E::Transient(_)))]
pub async fn fNUMBER(x: u64) -> R {\nBODY}\n",
    },
    Way {
        name: "backon",
        uses: BACKON,
        function: "pub async fn fNUMBER(x: u64) -> R {
    (|| async move {\nBODY    }).retry(policy()).when(E::transient).await
}
",
    },
    Way {
        name: "backon-macros",
        uses: BACKON,
        function: "#[backon_macros::backon(backoff = policy, when = E::transient)]
pub async fn fNUMBER(x: u64) -> R {\nBODY}\n",
    },
    Way {
        name: "tokio-retry",
        uses: "use tokio_retry::{RetryIf, strategy::{ExponentialBackoff, jitter}};",
        function: "pub async fn fNUMBER(x: u64) -> R {
    RetryIf::start(ExponentialBackoff::from_millis(2).factor(5).max_delay(CAP).map(jitter).take(3), || async move {\nBODY    }, E::transient).await
}
",
    },
    Way {
        name: "tokio-retry2",
        uses: "use tokio_retry2::{Retry, RetryError, strategy::{ExponentialFactorBackoff, jitter}};",
        function: "async fn gNUMBER(x: u64) -> R {\nBODY}
pub async fn fNUMBER(x: u64) -> R {
    Retry::spawn(ExponentialFactorBackoff::from_millis(10, 2.0).max_delay(CAP).map(jitter).take(3), || async move {
        gNUMBER(x).await.map_err(|e| if e.transient() { RetryError::transient(e) } else { RetryError::permanent(e) })
    }).await
}
",
    },
    Way {
        name: "tower",
        uses: "use tower::{Service as _, retry::{backoff::*, budget::*}};
#[derive(Clone)] pub struct Policy { budget: std::sync::Arc<TpsBudget>, backoff: ExponentialBackoff, left: u32 }
fn policy() -> Policy {
    Policy { budget: std::sync::Arc::new(TpsBudget::default()), backoff: ExponentialBackoffMaker::new(BASE, CAP, 0.99, Default::default()).unwrap().make_backoff(), left: 3 }
}
impl tower::retry::Policy<u64, u64, E> for Policy {
    type Future = tokio::time::Sleep;
    fn retry(&mut self, _: &mut u64, outcome: &mut R) -> Option<Self::Future> {
        let Err(error) = outcome else { self.budget.deposit(); return None };
        self.left = self.left.checked_sub(1).filter(|_| error.transient() && self.budget.withdraw())?;
        Some(self.backoff.next_backoff())
    }
    fn clone_request(&mut self, x: &u64) -> Option<u64> { Some(*x) }
}",
        function: "async fn gNUMBER(x: u64) -> R {\nBODY}
pub async fn fNUMBER(x: u64) -> R {
    tower::retry::Retry::new(policy(), tower::service_fn(gNUMBER)).call(x).await
}
",
    },
    Way {
        name: "tryhard",
        uses: "",
        function: "pub async fn fNUMBER(x: u64) -> R {
    tryhard::retry_fn(move || async move {\nBODY    }).retries(3).exponential_backoff(BASE).max_delay(CAP).await
}
",
    },
    Way {
        name: "again",
        uses: "",
        function: "pub async fn fNUMBER(x: u64) -> R {
    again::RetryPolicy::exponential(BASE).with_max_delay(CAP).with_jitter(true).with_max_retries(3).retry_if(move || async move {\nBODY    }, E::transient).await
}
",
    },
    Way {
        name: "backoff",
        uses: "",
        function: "async fn gNUMBER(x: u64) -> R {\nBODY}
pub async fn fNUMBER(x: u64) -> R {
    let policy = backoff::ExponentialBackoffBuilder::new().with_initial_interval(BASE).with_max_interval(CAP).build();
    backoff::future::retry(policy, || async move {
        gNUMBER(x).await.map_err(|e| if e.transient() { backoff::Error::transient(e) } else { backoff::Error::permanent(e) })
    }).await
}
",
    },
    Way {
        name: "retry-if",
        uses: "const POLICY: retry_if::ExponentialBackoffConfig = retry_if::ExponentialBackoffConfig { max_retries: 3, t_wait: BASE, backoff: 2.0, t_wait_max: None, backoff_max: Some(CAP) };
fn transient(outcome: &R) -> bool { matches!(outcome, Err(e) if e.transient()) }",
        function: "#[retry_if::retry(POLICY, transient)]\npub async fn fNUMBER(x: u64) -> R {\nBODY}\n",
    },
    Way {
        name: "retrying",
        uses: "",
        function: "#[retrying::retry(stop = attempts(4), wait = exponential(multiplier = 0.01, max = 1.0))]
pub async fn fNUMBER(x: u64) -> R {\nBODY}\n",
    },
];
