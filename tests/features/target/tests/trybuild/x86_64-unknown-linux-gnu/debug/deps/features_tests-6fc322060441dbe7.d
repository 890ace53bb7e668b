/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/features_tests-6fc322060441dbe7.d: main.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libfeatures_tests-6fc322060441dbe7.rmeta: main.rs

main.rs:
