//! Async functions, by the way their attempts fail.

use retry_attr::retry;

use super::support::{Busy, Calls, Plain};

#[tokio::test(start_paused = true)]
async fn by_tail_expression() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail_later().await
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn by_question_mark() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        let answer: u32 = calls.fail_later().await?;
        Ok(answer + 1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn by_question_mark_through_from() {
    #[retry(max = 3, on(Plain::Busy))]
    async fn ask(calls: &Calls) -> Result<u32, Plain> {
        let answer: u32 = calls.fail_later().await?;
        Ok(answer + 1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Plain::Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn by_return() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        if calls.fail_later::<u32>().await.is_err() {
            return Err(Busy);
        }
        Ok(1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn inside_a_loop() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        for turn in 0..10_u32 {
            if turn == 1 {
                continue;
            }
            while calls.made() < 10 {
                calls.fail_later::<u32>().await?;
            }
            if turn == 3 {
                break;
            }
        }
        Ok(1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn inside_a_labeled_block() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, stop: bool) -> Result<u32, Busy> {
        let answer = 'answer: {
            if stop {
                break 'answer calls.fail_later().await;
            }
            'outer: for row in 0_u32.. {
                for column in 0..row {
                    if column == 2 {
                        break 'outer;
                    }
                }
            }
            Ok(1)
        };
        Ok(answer? + 1)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, true).await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask(&calls, false).await, calls.made()), (Ok(2), 3));
}

#[tokio::test(start_paused = true)]
async fn in_a_closure_of_the_body() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        let add_one = |answer: Result<u32, Busy>| -> Result<u32, Busy> { Ok(answer? + 1) };
        let add_two = async { Ok::<u32, Busy>(add_one(calls.fail())? + 1) };
        add_two.await
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn in_a_macro_call() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<Vec<u32>, Busy> {
        Ok(vec![calls.fail_later().await?, 2])
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_the_call() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        let failure = calls.fail_later().await;
        if calls.made() == 2 { Ok(2) } else { failure }
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Ok(2), 2));
}

#[tokio::test(start_paused = true)]
async fn bare_attribute_is_three_attempts() {
    #[retry]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_makes_no_further_attempt() {
    #[retry(max = 3, initial_delay = "1s", jitter = "none")]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    let limit = std::time::Duration::from_millis(1_500);
    assert!(tokio::time::timeout(limit, ask(&calls)).await.is_err());
    tokio::time::sleep(limit * 10).await;
    assert_eq!(calls.made(), 2);
}
