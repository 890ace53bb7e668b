//! A body drops its values in the order of its own edition: 2024 drops the temporaries of the last expression before the
//! variables, and older editions drop them after the variables.

use std::cell::RefCell;

use retry_attr::retry;

use super::support::Busy;

type Log = RefCell<Vec<&'static str>>;

/// Tells when it is dropped.
struct Loud<'a>(&'static str, &'a Log);

impl Loud<'_> {
    #[expect(clippy::unnecessary_wraps, reason = "the twins return it")]
    const fn answer(&self) -> Result<usize, Busy> {
        Ok(self.0.len())
    }
}

impl Drop for Loud<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

macro_rules! twins {
    ($plain:ident, $retried:ident, $($async:ident)?) => {
        $($async)? fn $plain(log: &Log) -> Result<usize, Busy> {
            let _variable = Loud("variable", log);
            Loud("temporary", log).answer()
        }

        #[retry]
        $($async)? fn $retried(log: &Log) -> Result<usize, Busy> {
            let _variable = Loud("variable", log);
            Loud("temporary", log).answer()
        }
    };
}

twins!(plain, retried,);
twins!(plain_async, retried_async, async);

#[test]
fn sync() {
    let (expected, log) = (Log::default(), Log::default());
    assert_eq!(plain(&expected), Ok(9));
    assert_eq!(retried(&log), Ok(9));
    assert_eq!(log, expected);
    assert_eq!(log.borrow().len(), 2);
}

#[tokio::test]
async fn asynchronous() {
    let (expected, log) = (Log::default(), Log::default());
    assert_eq!(plain_async(&expected).await, Ok(9));
    assert_eq!(retried_async(&log).await, Ok(9));
    assert_eq!(log, expected);
    assert_eq!(log.borrow().len(), 2);
}
