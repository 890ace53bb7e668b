/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/retry_attr-554547c53348dd0e.d: /work/main/src/lib.rs /work/main/src/../README.md /work/main/src/retryable.md /work/main/src/retry.md

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libretry_attr-554547c53348dd0e.rmeta: /work/main/src/lib.rs /work/main/src/../README.md /work/main/src/retryable.md /work/main/src/retry.md

/work/main/src/lib.rs:
/work/main/src/../README.md:
/work/main/src/retryable.md:
/work/main/src/retry.md:
