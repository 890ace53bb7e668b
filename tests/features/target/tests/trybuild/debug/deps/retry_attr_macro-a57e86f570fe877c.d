/work/main/tests/features/target/tests/trybuild/debug/deps/retry_attr_macro-a57e86f570fe877c.d: /work/main/retry-macro/src/lib.rs /work/main/retry-macro/src/args.rs /work/main/retry-macro/src/args/borrowed.rs /work/main/retry-macro/src/args/expression.rs /work/main/retry-macro/src/args/policy.rs /work/main/retry-macro/src/args/value.rs /work/main/retry-macro/src/async_trait.rs /work/main/retry-macro/src/derive.rs /work/main/retry-macro/src/derive/bounds.rs /work/main/retry-macro/src/derive/expand.rs /work/main/retry-macro/src/derive/item.rs /work/main/retry-macro/src/derive/options.rs /work/main/retry-macro/src/derive/refuse.rs /work/main/retry-macro/src/derive/validate.rs /work/main/retry-macro/src/derive/words.rs /work/main/retry-macro/src/duration.rs /work/main/retry-macro/src/errors.rs /work/main/retry-macro/src/expand.rs /work/main/retry-macro/src/expand/attempt.rs /work/main/retry-macro/src/expand/judge.rs /work/main/retry-macro/src/expand/output.rs /work/main/retry-macro/src/expand/policy.rs /work/main/retry-macro/src/function.rs /work/main/retry-macro/src/tokens.rs /work/main/retry-macro/src/validate.rs /work/main/retry-macro/src/validate/function.rs /work/main/retry-macro/src/validate/output.rs

/work/main/tests/features/target/tests/trybuild/debug/deps/libretry_attr_macro-a57e86f570fe877c.so: /work/main/retry-macro/src/lib.rs /work/main/retry-macro/src/args.rs /work/main/retry-macro/src/args/borrowed.rs /work/main/retry-macro/src/args/expression.rs /work/main/retry-macro/src/args/policy.rs /work/main/retry-macro/src/args/value.rs /work/main/retry-macro/src/async_trait.rs /work/main/retry-macro/src/derive.rs /work/main/retry-macro/src/derive/bounds.rs /work/main/retry-macro/src/derive/expand.rs /work/main/retry-macro/src/derive/item.rs /work/main/retry-macro/src/derive/options.rs /work/main/retry-macro/src/derive/refuse.rs /work/main/retry-macro/src/derive/validate.rs /work/main/retry-macro/src/derive/words.rs /work/main/retry-macro/src/duration.rs /work/main/retry-macro/src/errors.rs /work/main/retry-macro/src/expand.rs /work/main/retry-macro/src/expand/attempt.rs /work/main/retry-macro/src/expand/judge.rs /work/main/retry-macro/src/expand/output.rs /work/main/retry-macro/src/expand/policy.rs /work/main/retry-macro/src/function.rs /work/main/retry-macro/src/tokens.rs /work/main/retry-macro/src/validate.rs /work/main/retry-macro/src/validate/function.rs /work/main/retry-macro/src/validate/output.rs

/work/main/retry-macro/src/lib.rs:
/work/main/retry-macro/src/args.rs:
/work/main/retry-macro/src/args/borrowed.rs:
/work/main/retry-macro/src/args/expression.rs:
/work/main/retry-macro/src/args/policy.rs:
/work/main/retry-macro/src/args/value.rs:
/work/main/retry-macro/src/async_trait.rs:
/work/main/retry-macro/src/derive.rs:
/work/main/retry-macro/src/derive/bounds.rs:
/work/main/retry-macro/src/derive/expand.rs:
/work/main/retry-macro/src/derive/item.rs:
/work/main/retry-macro/src/derive/options.rs:
/work/main/retry-macro/src/derive/refuse.rs:
/work/main/retry-macro/src/derive/validate.rs:
/work/main/retry-macro/src/derive/words.rs:
/work/main/retry-macro/src/duration.rs:
/work/main/retry-macro/src/errors.rs:
/work/main/retry-macro/src/expand.rs:
/work/main/retry-macro/src/expand/attempt.rs:
/work/main/retry-macro/src/expand/judge.rs:
/work/main/retry-macro/src/expand/output.rs:
/work/main/retry-macro/src/expand/policy.rs:
/work/main/retry-macro/src/function.rs:
/work/main/retry-macro/src/tokens.rs:
/work/main/retry-macro/src/validate.rs:
/work/main/retry-macro/src/validate/function.rs:
/work/main/retry-macro/src/validate/output.rs:
