//! `impl Trait` in the return type: the body infers as much from its bounds as that of the plain function.

use retry_attr::retry;

use super::support::{Busy, Calls};

#[tokio::test(start_paused = true)]
async fn numbers_of_an_iterator() {
    #[retry(max = 3, initial_delay = "0s")]
    fn numbers(calls: &Calls, early: bool) -> Result<impl Iterator<Item = u64> + Clone + use<>, Busy> {
        let numbers = IntoIterator::into_iter([3, 4]);
        if early {
            return Ok(numbers);
        }
        let sum: u64 = numbers.clone().map(|number| number.pow(2)).sum();
        calls
            .fail::<u64>()
            .or_else(|busy| if sum == 25 && calls.made() > 1 { Ok(sum) } else { Err(busy) })?;
        Ok(numbers)
    }
    #[retry(max = 3)]
    async fn numbers_later(
        calls: &Calls,
        early: bool,
    ) -> Result<impl Iterator<Item = u64> + Clone + use<>, Busy> {
        let numbers = IntoIterator::into_iter([3, 4]);
        if early {
            return Ok(numbers);
        }
        let sum: u64 = numbers.clone().map(|number| number.pow(2)).sum();
        let answer = calls.fail_later::<u64>().await;
        answer.or_else(|busy| if sum == 25 && calls.made() > 3 { Ok(sum) } else { Err(busy) })?;
        Ok(numbers)
    }

    let calls = Calls::new();
    assert_eq!(numbers(&calls, true).map(Iterator::sum), Ok(7_u64));
    assert_eq!((numbers(&calls, false).map(Iterator::sum), calls.made()), (Ok(7_u64), 2));
    assert_eq!(numbers_later(&calls, true).await.map(Iterator::sum), Ok(7_u64));
    assert_eq!((numbers_later(&calls, false).await.map(Iterator::sum), calls.made()), (Ok(7_u64), 4));
}

#[tokio::test(start_paused = true)]
async fn parts_of_tuples_and_options() {
    #[retry(max = 3)]
    async fn pair(calls: &Calls, early: bool) -> Result<(impl Iterator<Item = u64> + use<>, u8), Busy> {
        let mut numbers = Vec::new();
        if early {
            return Ok((numbers.into_iter(), 0));
        }
        numbers.push(3);
        let square = numbers[0].pow(2);
        if calls.made() == 0 { calls.fail_later().await } else { Ok((vec![square].into_iter(), 7)) }
    }
    #[retry(max = 3, initial_delay = "0s", on(None))]
    fn perhaps(calls: &Calls, early: bool) -> Option<Box<impl Iterator<Item = u64> + use<>>> {
        let number = 3;
        let numbers = Box::new(IntoIterator::into_iter([number]));
        if early {
            return Some(numbers);
        }
        let square = number.pow(2);
        if calls.made() == 1 { calls.fail().ok() } else { Some(Box::new(IntoIterator::into_iter([square]))) }
    }

    let calls = Calls::new();
    let sum = |(numbers, last): (_, u8)| Iterator::sum::<u64>(numbers) + u64::from(last);
    assert_eq!((pair(&calls, true).await.map(sum), calls.made()), (Ok(0), 0));
    let sum = |(numbers, last): (_, u8)| Iterator::sum::<u64>(numbers) + u64::from(last);
    assert_eq!((pair(&calls, false).await.map(sum), calls.made()), (Ok(16), 1));
    assert_eq!((perhaps(&calls, false).map(Iterator::sum), calls.made()), (Some(9_u64), 2));
}

#[tokio::test(start_paused = true)]
async fn borrows_of_arguments() {
    struct Client {
        calls: Calls,
        names: Vec<String>,
    }

    impl Client {
        #[retry(max = 3, last_error = cause, on_retry = self.note())]
        async fn names(&self, letter: &str) -> Result<impl Iterator<Item = &str> + Clone, Busy> {
            if cause.is_none() {
                return self.calls.fail_later().await;
            }
            let names = self.names.iter().map(String::as_str);
            if names.clone().any(|name| name == letter) { Ok(names) } else { Err(Busy) }
        }

        fn note<E>(&self) -> impl FnMut(&retry_attr::Retry<'_, E>) + use<E> {
            assert_eq!(self.names.len(), 1);
            |_| ()
        }
    }

    let client = Client { calls: Calls::new(), names: vec!["a".to_owned()] };
    assert_eq!(client.names("a").await.map(Iterator::collect::<String>), Ok("a".to_owned()));
}

/// The macro is expanded after `#[retry]`, which sees only its name.
#[tokio::test(start_paused = true)]
async fn from_a_macro() {
    macro_rules! numbers {
        () => { impl Iterator<Item = u64> + Clone + use<> };
    }
    macro_rules! fallible {
        ($value:ty) => { Result<$value, Busy> };
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn sync(calls: &Calls, early: bool) -> Result<numbers!(), Busy> {
        let numbers = IntoIterator::into_iter([3, 4]);
        if early {
            return Ok(numbers);
        }
        let sum: u64 = numbers.clone().map(|number| number.pow(2)).sum();
        if calls.made() == 0 || sum != 25 { calls.fail() } else { Ok(numbers) }
    }
    #[retry(max = 3)]
    async fn later(calls: &Calls) -> fallible!(u64) {
        if calls.made() == 1 { calls.fail_later().await } else { Ok(7) }
    }
    #[retry(max = 3, on_give_up = { let () = (); |gave_up| assert!(gave_up.error().is_some()) })]
    async fn both(calls: &Calls) -> fallible![(u8, [u64; 2])] {
        if calls.made() == 2 { calls.fail_later().await } else { Ok((7, [3, 4])) }
    }

    let calls = Calls::new();
    assert_eq!((sync(&calls, false).map(Iterator::sum), calls.made()), (Ok(7_u64), 1));
    assert_eq!((later(&calls).await, calls.made()), (Ok(7), 2));
    assert_eq!((both(&calls).await, calls.made()), (Ok((7, [3, 4])), 3));
}
