/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/trybuild000-cbe857f7432cfed6.d: /work/main/tests/features/ui/no_random.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libtrybuild000-cbe857f7432cfed6.rmeta: /work/main/tests/features/ui/no_random.rs

/work/main/tests/features/ui/no_random.rs:
