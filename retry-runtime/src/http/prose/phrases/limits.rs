//! Limits, by what they are counted and over how long a time.

use super::Phrase;
use crate::http::prose::sign::Sign::{
    Daily, Doubt, Left, Limit, LimitOf, Met, Not, Offer, Passing, Per, Quota, RequestLimit, RequestRate,
    Requested, Requests, Today, Usage, Window,
};

#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    ("limit", LimitOf),
    ("limits", Limit),
    ("limited", Limit),
    ("cap", Limit),
    ("allocation", Limit),                      // Cloudflare
    ("allowance", Limit),
    ("quota", Quota),
    ("quotas", Quota),
    ("free tier", Quota),                       // Alibaba
    ("usage", Usage),
    ("reached", Met),
    ("reaching", Met),
    ("reach", Met),
    ("exceeded", Met),
    ("exceeds", Met),
    ("exceed", Met),
    ("exceeding", Met),
    ("hit", Met),
    ("over", Met),
    ("used", Met),
    ("超过", Met),
    ("not reached", Not),
    ("not yet reached", Not),
    ("not been reached", Not),
    ("not exceeded", Not),
    ("not been exceeded", Not),
    ("per", Per),
    ("/", Per),
    ("every", Per),
    ("each", Per),
    ("in the last", Per),
    ("in the past", Per),
    ("within the last", Per),
    ("by day", Window),                         // GitHub Models: "UserByModelByDay"
    ("by week", Window),
    ("by month", Window),
    ("by second", Passing),
    ("by minute", Passing),                     // GitHub Models: "UserByModelByMinute"
    ("by hour", Passing),
    ("每", Per),
    ("requests a day", Window),
    ("messages a day", Window),
    ("rpd", Window),                            // OpenAI, OpenRouter: "limit_rpd"
    ("tpd", Window),                            // Groq
    ("again tomorrow", Window),                 // Open-Meteo: "please try again tomorrow"
    ("back tomorrow", Window),
    ("until tomorrow", Window),
    ("resets tomorrow", Window),
    ("at midnight", Window),
    ("until midnight", Window),
    ("next month", Window),
    ("next week", Window),
    ("daily", Daily),
    ("weekly", Daily),                          // Ollama, GitHub Copilot
    ("monthly", Daily),
    ("today", Today),
    ("this day", Today),
    ("this week", Today),
    ("this month", Today),
    ("the day", Today),
    ("the month", Today),
    ("今日", Today),                             // Z.ai
    ("今天", Today),
    ("当日", Today),
    ("当天", Today),
    ("本周", Today),
    ("本月", Today),
    ("限额", Limit),                             // Z.ai
    ("上限", Limit),                             // Z.ai
    ("额度", Limit),
    ("次数", Limit),
    ("配额", Quota),
    ("hourly", Passing),
    ("concurrent", Passing),                    // Scaleway, Anthropic
    ("concurrency", Passing),
    ("concurrently", Passing),
    ("simultaneous", Passing),
    ("in flight", Passing),                     // OpenRouter
    ("in parallel", Passing),
    ("parallel requests", Passing),
    ("rpm", RequestRate),
    ("tpm", Passing),
    ("tps", Passing),
    ("rps", RequestRate),
    ("qps", RequestRate),                           // Baidu
    ("qpm", RequestRate),
    ("并发", Passing),                           // Z.ai
    ("频率", Passing),                           // Z.ai
    ("速率", Passing),
    ("upgrade", Offer),
    ("upgrading", Offer),
    ("unlock", Offer),
    ("purchase", Offer),
    ("buy", Offer),
    ("subscribe", Offer),
    ("switch to", Offer),
    ("contact", Offer),
    ("increase", Offer),
    ("升级", Offer),
    ("if", Doubt),
    ("whether", Doubt),
    ("unless", Doubt),
    ("checking", Doubt),
    ("to check", Doubt),
    ("not check", Doubt),
    ("verify", Doubt),
    ("verifying", Doubt),
    ("ensure", Doubt),
    ("make sure", Doubt),
    ("requests", Requests),
    ("request", Requests),
    ("calls", Requests),
    ("queries", Requests),
    ("images", Requests),
    ("requests per", RequestLimit),
    ("requested", Requested),
    ("remaining", Left),
    ("left", Left),
];
