//! The message of a rate limit: statements that are proofs, and mentions that are not.

use retry_attr_runtime::{FailureClass, PermanentReason};

use crate::judge;

fn class(message: &str) -> FailureClass {
    judge(429, &[], format!(r#"{{"error": {{"message": "{message}"}}}}"#)).class()
}

#[test]
fn a_limit_by_the_day_is_spent() {
    for message in [
        "Rate limit reached for gpt-4 in organization org-x on requests per day (RPD): Limit 200, Used 200.",
        "Too many tokens per day, please wait before trying again.",
        "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day",
        "Daily limit reached. Upgrade for more.",
        "You have used your 50 requests per day: upgrade for 60 requests per minute.",
        "Upgrade at any time! You have used your 50 requests per day.",
        "Rate limit reached for model `minimax/minimax-m2` on tokens per day (TPD): Limit 100000, Used 99999.",
        "Rate limit reached for mistralai/ministral-8b on tokens per day (TPD)",
        "You have reached your (daily) limit",
        "For more than this contact sales. You are limited to 1000 API calls / month.",
    ] {
        assert_eq!(class(message), FailureClass::Permanent(PermanentReason::Quota), "{message}");
    }
}

#[test]
fn a_limit_by_the_day_that_is_only_offered_says_nothing() {
    for message in [
        "Rate limit exceeded. Upgrade for 10,000 requests per day.",
        "Rate limit exceeded; upgrade to Pro to get 10,000 requests per day",
        "Slow down.\\nPURCHASE credits to have a daily limit of 1000",
        "Rate limit reached on requests per minute (RPM): Limit 3, Used 3. Your plan has 200 requests per day.",
        "Rate limit reached for ft:gpt-4o-mini:acme:daily-digest:Ab1 on tokens per min (TPM): Limit 30000. \
         Please try again in 2s.",
        "Rate limit reached for acme/daily on requests",
        "10 requests/min, 200 requests per day",
        "10 REQUESTS/MINUTE, 200 requests per day",
        "2 requests/sec. and 200 requests per day",
        "2 requests/seconds and 200 requests per day",
        "limited to 10 API calls / minute, and 1000 API calls / month",
        "Contact us to increase your 200 requests per day",
    ] {
        assert_eq!(class(message), FailureClass::Throttled, "{message}");
    }
}

#[test]
fn spelling_variants_of_a_phrase_count() {
    for phrase in [
        "insufficient balance",
        "INSUFFICIENT BALANCE",
        "Insufficient Balance",
        "insufficientBalance",
        "insufficient_balance",
        "insufficient-BALANCE",
        "insufficient \u{2014} balance",
    ] {
        // Words are read eight letters at a time, but not at the end of a text.
        for end in ["", ".", " to pay for this request", "X", "\u{e9}"] {
            let is_word = !end.starts_with(['X', '\u{e9}']) || end == "X" && phrase.ends_with('e');
            let expected = if is_word {
                FailureClass::Permanent(PermanentReason::Quota)
            } else {
                FailureClass::Throttled
            };
            assert_eq!(class(&format!("{phrase}{end}")), expected, "{phrase}{end}");
        }
    }
}
