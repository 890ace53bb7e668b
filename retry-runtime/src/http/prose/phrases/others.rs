//! Requests that are too long or refused, servers that have too much to do, and too many requests of ours.

use super::Phrase;
use crate::http::prose::sign::Sign::{
    Blocked, Context, Failed, Overloaded, Oversized, Policy, Prompt, RateLimit, Refused, Throttled, TimedOut,
    TooLarge, TooLong, TooMany,
};

#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    // Too long. Whole phrases; in a 5xx, only a message that begins with one of these, or with a pair, is believed.
    ("exceed context limit", TooLong),                    // Anthropic
    ("maximum context length", TooLong),                  // OpenAI, vLLM, Mistral
    ("exceeds the maximum number of tokens", TooLong),    // Gemini
    ("too many input tokens", TooLong),                   // Bedrock
    ("context size has been exceeded", TooLong),          // llama.cpp
    ("the request exceeds the available context size", TooLong),  // llama.cpp
    ("maximum model length", TooLong),                    // vLLM
    ("longer than the model s context length", TooLong),  // SGLang
    ("context length of only", TooLong),                  // LM Studio
    ("greater than the context length", TooLong),         // LM Studio
    ("exceeded model token limit", TooLong),              // Moonshot
    ("maximum prompt length", TooLong),                   // xAI
    ("prompt exceeds the length limit", TooLong),
    ("prompt exceeds max length", TooLong),               // Z.ai
    ("range of input length", TooLong),                   // Alibaba
    ("number of tokens in the prompt", TooLong),          // Cohere
    ("size limit exceeded by", TooLong),                  // Cohere
    ("the input length exceeds the context length", TooLong),  // Ollama
    ("inputs must have less than", TooLong),              // Text Generation Inference
    ("inputs tokens max new tokens must be", TooLong),    // Text Generation Inference, Together
    ("reduce the length of the messages", TooLong),       // OpenAI, vLLM, Groq
    ("input tokens exceed the configured limit", TooLong),  // OpenAI
    ("reduce your message size", TooLong),                // Groq
    ("request too large", TooLarge),                      // OpenAI, Groq
    ("tokens must be reduced", TooLarge),                 // OpenAI
    ("string too long", TooLong),                         // OpenAI
    ("message you submitted was too long", TooLong),      // OpenAI
    ("your message is too long", TooLong),
    ("larger than the model s limit", TooLong),
    ("exceed max message tokens", TooLong),               // Volcengine
    ("sum of prompt length", TooLong),                    // TensorRT-LLM
    ("上下文长度", TooLong),
    ("超长", TooLong),                                     // Z.ai
    ("输入过长", TooLong),

    // Too long, in parts.
    ("prompt", Prompt),                                   // Anthropic, Groq: "prompt is too long"
    ("input", Prompt),                                    // Bedrock: "input is too long for requested model"
    ("too long", Oversized),
    ("too large to process", Oversized),                  // llama.cpp
    ("context length", Context),
    ("context window", Context),                          // OpenAI, MiniMax
    ("context size", Context),                            // llama.cpp
    ("token length", Context),
    ("input length", Context),                            // Ollama
    ("prompt length", Context),
    ("prompt token count", Context),                      // GitHub Copilot
    ("input token count", Context),

    // Refused.
    ("content filtering policy", Refused),      // Anthropic
    ("content management policy", Refused),     // Azure
    ("output blocked by content filtering policy", Refused),  // Anthropic
    ("敏感内容", Refused),                       // Z.ai

    // Refused, in parts.
    ("rejected", Blocked),                      // OpenAI: "rejected by the safety system"
    ("blocked", Blocked),
    ("refused", Blocked),
    ("flagged", Blocked),
    ("filtered", Blocked),
    ("triggered", Blocked),
    ("violates", Blocked),
    ("violate", Blocked),
    ("violated", Blocked),
    ("violation", Blocked),
    ("safety system", Policy),
    ("safety filter", Policy),
    ("safety filters", Policy),
    ("safety settings", Policy),
    ("safety policy", Policy),
    ("content filter", Policy),
    ("content filters", Policy),
    ("content policy", Policy),
    ("content policies", Policy),
    ("content moderation", Policy),
    ("usage policy", Policy),
    ("usage policies", Policy),

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
    ("server is busy", Overloaded),
    ("service is busy", Overloaded),
    ("model is busy", Overloaded),
    ("is currently loading", Overloaded),       // Hugging Face
    ("访问量过大", Overloaded),                   // Z.ai
    ("系统繁忙", Overloaded),
    ("服务繁忙", Overloaded),
    ("服务器繁忙", Overloaded),
    ("模型繁忙", Overloaded),

    // A server that failed, where nothing else says more.
    ("internal server error", Failed),
    ("internal error", Failed),
    ("server had an error", Failed),            // OpenAI
    ("bad gateway", Failed),
    ("service unavailable", Failed),
    ("service is unavailable", Failed),
    ("unexpected eof", Failed),                 // Ollama
    ("connection lost", Failed),                // OpenRouter
    ("connection reset", Failed),
    ("temporarily unavailable", Failed),
    ("currently unavailable", Failed),
    ("timed out", TimedOut),
    ("timeout", TimedOut),
    ("gateway timeout", TimedOut),

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
