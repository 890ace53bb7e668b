// The builder of an upstream checks its values when the program is compiled.

use retry_attr::{Upstream, retry};

static NO_NAME: Upstream = Upstream::new("");
static NO_REQUEST: Upstream = Upstream::new("gpt-5").requests_per_minute(0);
static NO_TOKEN: Upstream = Upstream::new("gpt-5").tokens_per_minute(0);
static NO_PROCESS: Upstream = Upstream::new("gpt-5").processes(0);
static NO_SLOT: Upstream = Upstream::new("gpt-5").in_flight(0);
static SMALL_BUDGET: Upstream = Upstream::new("gpt-5").budget(9);

#[retry(upstream = NO_SLOT)]
fn call() -> std::io::Result<()> {
    for upstream in [&NO_NAME, &NO_REQUEST, &NO_TOKEN, &NO_PROCESS, &SMALL_BUDGET] {
        assert!(upstream.check().is_err());
    }
    Ok(())
}

fn main() {
    drop(call());
}
