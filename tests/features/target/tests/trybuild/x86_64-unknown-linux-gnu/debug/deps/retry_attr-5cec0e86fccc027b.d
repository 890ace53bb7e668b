/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/retry_attr-5cec0e86fccc027b.d: /work/main/src/lib.rs /work/main/src/../README.md /work/main/src/retryable.md /work/main/src/retry.md

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libretry_attr-5cec0e86fccc027b.rmeta: /work/main/src/lib.rs /work/main/src/../README.md /work/main/src/retryable.md /work/main/src/retry.md

/work/main/src/lib.rs:
/work/main/src/../README.md:
/work/main/src/retryable.md:
/work/main/src/retry.md:
