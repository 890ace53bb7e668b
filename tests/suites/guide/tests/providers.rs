//! The tables of providers agree with the recorded replies.

use std::fs;
use std::path::Path;

/// A reply of each row of the table of failures that are retried.
const RETRIED: &[(&str, &[&str])] = &[
    ("OpenAI", &["openai-rate-limit", "openai-slow-down", "openai-overloaded", "openai-server-error"]),
    ("Azure OpenAI", &["azure-rate-limit"]),
    ("Anthropic", &["anthropic-rate-limit", "anthropic-overloaded", "anthropic-api-error"]),
    ("Gemini API", &["gemini-per-minute", "gemini-overloaded"]),
    ("Vertex AI", &["vertex-shared-pool"]),
    (
        "Amazon Bedrock",
        &[
            "bedrock-throttling",
            "bedrock-model-not-ready",
            "bedrock-model-timeout",
            "bedrock-model-stream-error",
        ],
    ),
    ("Mistral", &["mistral-rate-limit", "mistral-capacity"]),
    ("Groq", &["groq-tokens", "groq-flex"]),
    ("Cohere", &["cohere-reset"]),
    ("DeepSeek", &["deepseek-overloaded"]),
    ("OpenRouter", &["openrouter-per-minute", "openrouter-in-flight"]),
    ("Ollama", &["ollama-busy"]),
];

/// A reply of each row of the table of failures that are not retried.
const PERMANENT: &[(&str, &[&str])] = &[
    ("OpenAI", &["openai-quota", "openai-context-length"]),
    ("Azure OpenAI", &["azure-content-filter", "azure-a-day"]),
    ("Anthropic", &["anthropic-spend-limit", "anthropic-no-credit", "anthropic-too-long"]),
    ("Gemini API, Vertex AI", &["gemini-per-day", "gemini-limit-zero"]),
    ("Amazon Bedrock", &["bedrock-tokens-per-day", "bedrock-too-long", "bedrock-access-denied"]),
    ("Mistral", &["mistral-invalid"]),
    ("Groq", &["groq-too-large"]),
    ("Cohere", &["cohere-trial"]),
    ("DeepSeek", &["deepseek-no-balance"]),
    ("xAI", &["xai-403", "xai-credits"]),
    ("OpenRouter", &["openrouter-no-credits", "openrouter-per-day"]),
    ("Ollama", &["ollama-no-model"]),
];

#[test]
fn each_provider_is_judged_as_its_rows_say() {
    let replies = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../retry-runtime/tests/http/replies");
    for (rows, is_permanent) in [(RETRIED, false), (PERMANENT, true)] {
        for (provider, names) in rows {
            for name in *names {
                let reply = fs::read_to_string(replies.join(format!("{name}.txt"))).expect(name);
                let verdict = reply.lines().find(|line| !line.starts_with('#')).expect("a verdict");
                assert_eq!(verdict.starts_with("Permanent"), is_permanent, "{provider}, {name}: {verdict}");
            }
        }
    }
}

#[test]
fn each_row_has_a_reply() {
    let page = include_str!("../../../../src/guide/failures.md");
    for (heading, rows) in [("| provider | retried |", RETRIED), ("| provider | not retried |", PERMANENT)] {
        let (_, table) = page.split_once(heading).expect("a table");
        let rows_of_page = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        for row in rows_of_page {
            let provider = row.split('|').nth(1).map(str::trim).expect("a provider");
            // No reply of xAI for a rate limit is recorded.
            let is_known = provider == "xAI" || rows.iter().any(|(name, _)| *name == provider);
            assert!(is_known, "{provider}");
        }
    }
}
