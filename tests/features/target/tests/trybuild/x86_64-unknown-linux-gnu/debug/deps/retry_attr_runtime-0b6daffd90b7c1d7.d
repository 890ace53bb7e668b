/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/retry_attr_runtime-0b6daffd90b7c1d7.d: /work/main/retry-runtime/src/lib.rs /work/main/retry-runtime/src/attempts.rs /work/main/retry-runtime/src/backoff.rs /work/main/retry-runtime/src/jitter.rs /work/main/retry-runtime/src/judgement.rs /work/main/retry-runtime/src/observe.rs /work/main/retry-runtime/src/outcome.rs /work/main/retry-runtime/src/policy.rs /work/main/retry-runtime/src/policy_error.rs /work/main/retry-runtime/src/random.rs /work/main/retry-runtime/src/retryable.rs /work/main/retry-runtime/src/verdict.rs /work/main/retry-runtime/src/wait.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libretry_attr_runtime-0b6daffd90b7c1d7.rmeta: /work/main/retry-runtime/src/lib.rs /work/main/retry-runtime/src/attempts.rs /work/main/retry-runtime/src/backoff.rs /work/main/retry-runtime/src/jitter.rs /work/main/retry-runtime/src/judgement.rs /work/main/retry-runtime/src/observe.rs /work/main/retry-runtime/src/outcome.rs /work/main/retry-runtime/src/policy.rs /work/main/retry-runtime/src/policy_error.rs /work/main/retry-runtime/src/random.rs /work/main/retry-runtime/src/retryable.rs /work/main/retry-runtime/src/verdict.rs /work/main/retry-runtime/src/wait.rs

/work/main/retry-runtime/src/lib.rs:
/work/main/retry-runtime/src/attempts.rs:
/work/main/retry-runtime/src/backoff.rs:
/work/main/retry-runtime/src/jitter.rs:
/work/main/retry-runtime/src/judgement.rs:
/work/main/retry-runtime/src/observe.rs:
/work/main/retry-runtime/src/outcome.rs:
/work/main/retry-runtime/src/policy.rs:
/work/main/retry-runtime/src/policy_error.rs:
/work/main/retry-runtime/src/random.rs:
/work/main/retry-runtime/src/retryable.rs:
/work/main/retry-runtime/src/verdict.rs:
/work/main/retry-runtime/src/wait.rs:
