//! No money: exhausted credit, spending caps, unpaid and suspended accounts.

use super::Phrase;
use crate::http::prose::sign::Sign::{
    Account, Budget, Exhausted, Insufficient, Money, NoMoney, NoQuota, Not, Nothing, Spend, SpendLimit,
    Stopped,
};

#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    // No money. Whole phrases; in a 5xx, only a message that begins with one of these is believed.
    ("insufficient balance", NoMoney),          // MiniMax, DeepSeek, Z.ai, ModelScope
    ("insufficient account balance", NoMoney),  // Moonshot, SiliconFlow
    ("insufficient credits", NoMoney),          // OpenRouter, LiteLLM
    ("insufficient credit", NoMoney),
    ("insufficient funds", NoMoney),
    ("credit balance is too low", NoMoney),     // Anthropic
    ("credit balance too low", NoMoney),
    ("specified api usage limits", NoMoney),    // Anthropic
    ("extra usage is required", NoMoney),       // Anthropic
    ("no credits left", NoMoney),
    ("no credits remaining", NoMoney),
    ("no credits available", NoMoney),
    ("have no credits", NoMoney),
    ("has no credits", NoMoney),
    ("out of credits", NoMoney),
    ("out of credit", NoMoney),
    ("out of funds", NoMoney),
    ("out of quota", NoQuota),
    ("not have any credits", NoMoney),          // xAI
    ("doesn t have any credits", NoMoney),
    ("no resource package", NoMoney),           // Z.ai
    ("out of call volume quota", NoMoney),      // Azure API Management
    ("billing not active", NoMoney),            // OpenAI
    ("billing hard limit", SpendLimit),         // OpenAI
    ("payment required", NoMoney),
    ("failure to pay", NoMoney),                // Fireworks
    ("unpaid invoice", NoMoney),
    ("unpaid invoices", NoMoney),
    ("overdue invoice", NoMoney),
    ("overdue payment", NoMoney),
    ("in arrears", NoMoney),                    // Alibaba
    ("arrearage", NoMoney),                     // Alibaba
    ("subscription has expired", NoMoney),
    ("subscription expired", NoMoney),
    ("plan has expired", NoMoney),              // Z.ai
    ("plan expired", NoMoney),
    ("trial has expired", NoMoney),
    ("trial expired", NoMoney),
    ("trial has ended", NoMoney),
    ("credits expired", NoMoney),
    ("credits have expired", NoMoney),
    ("余额不足", NoMoney),                       // Z.ai, MiniMax, SiliconFlow
    ("余额耗尽", NoMoney),
    ("余额已用", NoMoney),
    ("余额为零", NoMoney),
    ("欠费", NoMoney),                           // Z.ai, Alibaba, Baidu
    ("请充值", NoMoney),                         // Z.ai, DeepSeek
    ("无可用资源包", NoMoney),                    // Z.ai
    ("套餐已到期", NoMoney),                     // Z.ai
    ("套餐已过期", NoMoney),
    ("套餐已用", NoMoney),
    ("额度不足", NoQuota),
    ("额度已用", NoQuota),                       // 额度已用尽, 额度已用完
    ("额度用尽", NoQuota),
    ("额度耗尽", NoQuota),
    ("配额不足", NoQuota),
    ("配额已用", NoQuota),
    ("配额用尽", NoQuota),

    // Money, in parts.
    ("insufficient", Insufficient),
    ("not enough", Insufficient),
    ("not sufficient", Insufficient),
    ("not have enough", Insufficient),
    ("don t have enough", Insufficient),
    ("doesn t have enough", Insufficient),
    ("not have sufficient", Insufficient),
    ("don t have sufficient", Insufficient),
    ("doesn t have sufficient", Insufficient),
    ("too low", Insufficient),
    ("negative", Insufficient),
    ("exhausted", Exhausted),
    ("depleted", Exhausted),                    // Gemini: "your prepayment credits are depleted"
    ("used up", Exhausted),                     // Cloudflare
    ("used all", Exhausted),                    // xAI
    ("ran out", Exhausted),
    ("run out", Exhausted),
    ("no more", Exhausted),
    ("no remaining", Exhausted),
    ("not exhausted", Not),
    ("not been exhausted", Not),
    ("balance", Money),
    ("credit", Money),
    ("credits", Money),
    ("funds", Money),
    ("fund", Money),
    ("outstanding balance", NoMoney),
    ("load balance", Nothing),
    ("spend", Spend),
    ("spending", Spend),
    ("billing", Spend),
    ("budget", Budget),                         // LiteLLM
    ("token budget", Nothing),
    ("tokens budget", Nothing),
    ("thinking budget", Nothing),
    ("time budget", Nothing),
    ("latency budget", Nothing),
    ("retry budget", Nothing),
    ("error budget", Nothing),
    ("account", Account),
    ("organization", Account),
    ("organisation", Account),
    ("team", Account),
    ("workspace", Account),
    ("subscription", Account),
    ("suspended", Stopped),                     // Moonshot, Fireworks
    ("suspension", Stopped),
    ("temporarily suspended", Nothing),
    ("not suspended", Not),
    ("deactivated", Stopped),                   // OpenAI
    ("not active", Stopped),                    // OpenAI
    ("inactive", Stopped),
    ("overdue", Stopped),
    ("past due", Stopped),
    ("delinquent", Stopped),
];
