/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/trybuild002-f42e4ab609025ec4.d: /work/main/tests/features/ui/no_timer.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libtrybuild002-f42e4ab609025ec4.rmeta: /work/main/tests/features/ui/no_timer.rs

/work/main/tests/features/ui/no_timer.rs:
