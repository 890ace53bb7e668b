/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/features-2a7f833a0a14cb40.d: /work/main/tests/features/lib.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libfeatures-2a7f833a0a14cb40.rmeta: /work/main/tests/features/lib.rs

/work/main/tests/features/lib.rs:
