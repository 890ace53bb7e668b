use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

use crate::case::Load;

/// A runtime that is built once; for calls that wait, one whose clock jumps to the end of each wait.
pub(crate) fn of(load: Load) -> &'static Runtime {
    static RUNTIMES: [OnceLock<Runtime>; 2] = [OnceLock::new(), OnceLock::new()];
    let waits = load.failures > 0;
    RUNTIMES[usize::from(waits)].get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_time().start_paused(waits).build();
        runtime.expect("tokio builds a runtime")
    })
}

/// Builds the runtime before the counted calls.
pub(crate) fn prepare(load: Load) {
    of(load);
}
