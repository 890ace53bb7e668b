/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/features-c4230587ce87ffad.d: /work/main/tests/features/lib.rs

/work/main/tests/features/target/tests/trybuild/x86_64-unknown-linux-gnu/debug/deps/libfeatures-c4230587ce87ffad.rmeta: /work/main/tests/features/lib.rs

/work/main/tests/features/lib.rs:
