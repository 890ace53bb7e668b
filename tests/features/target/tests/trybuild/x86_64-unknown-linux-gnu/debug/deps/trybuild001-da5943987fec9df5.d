/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/trybuild001-da5943987fec9df5.d: /work/main/tests/features/ui/no_thread.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libtrybuild001-da5943987fec9df5.rmeta: /work/main/tests/features/ui/no_thread.rs

/work/main/tests/features/ui/no_thread.rs:
