// The code in each `help:` of `function` and `arguments`, followed.

#![deny(warnings)]

use std::io::Error;
use std::pin::Pin;

use retry_attr::{Retryable, retry};

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[derive(Retryable)]
enum MyError {
    #[retryable(transient)]
    Busy,
}

#[retry]
fn derived() -> Result<u8, MyError> {
    Err(MyError::Busy)
}

enum OtherError {
    Busy,
}

#[retry(on(OtherError::Busy), max = 1)]
fn named() -> Result<u8, OtherError> {
    Err(OtherError::Busy)
}

trait Client {
    type Error: Retryable;
    type Other;

    fn try_ask(&self) -> Result<u8, Self::Error>;
    fn try_other(&self) -> Result<u8, Self::Other>;

    #[retry(on(_), verdict = retry_attr::Retryable::verdict)]
    fn generic(&self) -> Result<u8, Self::Error> {
        self.try_ask()
    }

    #[retry(on(_), verdict = |_| retry_attr::Verdict::transient())]
    fn generic_and_silent(&self) -> Result<u8, Self::Other> {
        self.try_other()
    }
}

#[retry(on(_))]
fn generic_with_bound<C: Client>(client: &C) -> Result<u8, C::Error>
where
    C::Error: retry_attr::Retryable,
{
    client.try_ask()
}

impl Client for () {
    type Error = MyError;
    type Other = ();

    fn try_ask(&self) -> Result<u8, MyError> {
        Ok(1)
    }

    fn try_other(&self) -> Result<u8, ()> {
        Ok(1)
    }
}

#[retry]
fn returns_nothing() -> Result<(), Error> {
    Ok(())
}

#[retry(on(None))]
fn returns_option() -> Option<u8> {
    Some(1)
}

#[retry]
async fn was_boxed(n: &u8) -> Result<u8, Error> {
    Ok(*n)
}

fn boxed(n: &u8) -> BoxFuture<'_, Result<u8, Error>> {
    Box::pin(was_boxed(n))
}

trait Model {
    async fn ask(&self) -> Result<u8, Error>;

    #[retry]
    async fn ask_again(&self) -> Result<u8, Error> {
        self.ask().await
    }
}

struct Fixed;

impl Model for Fixed {
    #[retry]
    async fn ask(&self) -> Result<u8, Error> {
        Ok(1)
    }
}

#[retry]
async fn changes_copy(n: u32) -> Result<u32, Error> {
    let mut n = n.clone();
    n += 1;
    Ok(n)
}

#[retry(clone(n, a))]
async fn gets_copy(mut n: u32, (mut a, b): (u32, u32)) -> Result<u32, Error> {
    n += 1;
    a += n;
    Ok(a + b)
}

#[retry]
async fn changes_original(n: &mut u32) -> Result<u32, Error> {
    *n += 1;
    Ok(*n)
}

#[derive(Clone)]
struct Counter(u32);

impl Counter {
    #[retry]
    fn count(self) -> Result<u32, Error> {
        let mut this = self.clone();
        this.0 += 1;
        Ok(this.0)
    }

    #[retry]
    fn count_on(&mut self) -> Result<u32, Error> {
        self.0 += 1;
        Ok(self.0)
    }

    #[retry]
    fn into(self) -> Result<u32, Error> {
        let this = self.clone();
        Ok(this.0)
    }
}

#[retry]
async fn moved(url: String) -> Result<usize, Error> {
    let bytes = url.clone().into_bytes();
    Ok(bytes.len())
}

fn main() {
    drop((derived(), named(), returns_nothing(), returns_option(), Counter(1).count(), Counter(1).into()));
    drop((().generic(), ().generic_and_silent(), generic_with_bound(&())));
    drop((boxed(&1), changes_copy(1), gets_copy(1, (2, 3)), moved(String::new())));
    drop((Fixed.ask(), Fixed.ask_again(), changes_original(&mut 1), Counter(1).count_on()));
}
