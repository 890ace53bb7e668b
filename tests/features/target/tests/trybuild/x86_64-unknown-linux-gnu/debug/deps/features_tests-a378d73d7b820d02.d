/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/features_tests-a378d73d7b820d02.d: main.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libfeatures_tests-a378d73d7b820d02.rmeta: main.rs

main.rs:
