//! Requests that are too long or refused, servers that have too much to do, and too many requests of ours.

use super::Phrase;
use crate::http::prose::sign::Sign::{Overloaded, RateLimit, Refused, Throttled, TooLarge, TooLong, TooMany};

#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    // Too long.
    ("prompt is too long", TooLong),            // Anthropic, Groq
    ("exceed context limit", TooLong),          // Anthropic
    ("maximum context length", TooLong),        // OpenAI, vLLM, Mistral
    ("exceeds the context window", TooLong),    // OpenAI
    ("exceeds the maximum number of tokens", TooLong),  // Gemini
    ("input is too long", TooLong),             // Bedrock
    ("too many input tokens", TooLong),         // Bedrock
    ("context size has been exceeded", TooLong),        // llama.cpp
    ("the request exceeds the available context size", TooLong),  // llama.cpp
    ("exceeds the available context size", TooLong),
    ("input is too large to process", TooLong),         // llama.cpp
    ("longer than the maximum model length", TooLong),  // vLLM
    ("maximum model length", TooLong),
    ("longer than the model s context length", TooLong),  // SGLang
    ("loaded with context length of only", TooLong),    // LM Studio
    ("greater than the context length", TooLong),       // LM Studio
    ("context length exceeded", TooLong),
    ("context length of only", TooLong),
    ("exceeds context length", TooLong),                // Ollama
    ("context window exceeded", TooLong),
    ("context window exceeds limit", TooLong),          // MiniMax
    ("exceeds the model s context", TooLong),
    ("exceeded model token limit", TooLong),            // Moonshot
    ("maximum prompt length", TooLong),                 // xAI
    ("prompt exceeds the length limit", TooLong),
    ("prompt exceeds max length", TooLong),             // Z.ai
    ("number of tokens in the prompt", TooLong),        // Cohere
    ("too many tokens size limit exceeded", TooLong),   // Cohere
    ("size limit exceeded by", TooLong),                // Cohere
    ("reduce the length of the messages", TooLong),     // OpenAI, vLLM, Groq
    ("reduce your message size", TooLong),              // Groq
    ("request too large", TooLarge),                    // OpenAI, Groq
    ("tokens must be reduced", TooLarge),               // OpenAI
    ("上下文长度", TooLong),
    ("超长", TooLong),                                   // Z.ai
    ("输入过长", TooLong),

    // Refused.
    ("content filtering policy", Refused),      // Anthropic
    ("content management policy", Refused),     // Azure
    ("敏感内容", Refused),                       // Z.ai

    // Too much to do.
    ("overloaded", Overloaded),                 // OpenAI, Gemini, Anthropic
    ("over capacity", Overloaded),              // Groq
    ("at capacity", Overloaded),
    ("no capacity", Overloaded),                // Gemini
    ("insufficient capacity", Overloaded),
    ("insufficient system resource", Overloaded),  // DeepSeek
    ("insufficient system resources", Overloaded),
    ("high demand", Overloaded),                // Azure, Gemini
    ("server busy", Overloaded),                // Ollama
    ("model busy", Overloaded),                 // DeepInfra
    ("is currently loading", Overloaded),       // Hugging Face
    ("访问量过大", Overloaded),                   // Z.ai
    ("系统繁忙", Overloaded),
    ("服务繁忙", Overloaded),
    ("服务器繁忙", Overloaded),
    ("模型繁忙", Overloaded),

    // Too many requests of ours.
    ("too many requests", TooMany),
    ("rate limit", RateLimit),
    ("rate limits", RateLimit),
    ("rate limited", TooMany),
    ("ratelimit", RateLimit),
    ("slow down", Throttled),
    ("please wait", Throttled),                 // Bedrock: "too many tokens, please wait before trying again"
    ("wait before", Throttled),
    ("try again later", Throttled),
    ("throttled", TooMany),
    ("throttling", Throttled),
    ("请求过多", TooMany),                     // Z.ai
    ("请求过于频繁", TooMany),
    ("限流", TooMany),
];
