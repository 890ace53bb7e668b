//! No money: exhausted credit, spending caps, unpaid and suspended accounts.

use super::Phrase;
use crate::http::prose::sign::Sign::{
    Account, Budget, Exhausted, Expired, Insufficient, Money, NoMoney, NoQuota, Nothing, QuotaMet, Spend,
    SpendLimit, Stopped,
};

#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    // No money. Whole phrases; in a 5xx, only a message that begins with one of these is believed.
    ("insufficient balance", NoMoney),          // MiniMax, DeepSeek, Z.ai, ModelScope
    ("insufficient account balance", NoMoney),  // Moonshot, SiliconFlow
    ("account balance is insufficient", NoMoney),  // SiliconFlow
    ("insufficient credits", NoMoney),          // OpenRouter, LiteLLM
    ("insufficient credit", NoMoney),
    ("insufficient funds", NoMoney),
    ("credit balance is too low", NoMoney),     // Anthropic
    ("credit balance too low", NoMoney),
    ("specified api usage limits", NoMoney),    // Anthropic
    ("specified workspace api usage limits", NoMoney),  // Anthropic
    ("regain access on", NoMoney),              // Anthropic
    ("extra usage is required", NoMoney),       // Anthropic
    ("no credits left", NoMoney),
    ("no credits remaining", NoMoney),
    ("no credits available", NoMoney),
    ("no more credits left", NoMoney),
    ("have no credits", NoMoney),
    ("have no more credits", NoMoney),
    ("has no more credits", NoMoney),
    ("no funds left", NoMoney),
    ("no money left", NoMoney),
    ("no credit left", NoMoney),
    ("no balance left", NoMoney),
    ("used them all", NoQuota),
    ("has no credits", NoMoney),
    ("no more credits on", NoMoney),
    ("no more credits in", NoMoney),
    ("maximum credits exceeded", NoMoney),      // SendGrid
    ("add credits to continue", NoQuota),
    ("add funds to continue", NoQuota),
    ("add funds to your account to continue", NoQuota),
    ("out of credits", NoMoney),
    ("out of credit", NoMoney),
    ("out of funds", NoMoney),
    ("out of quota", NoQuota),
    ("not have any credits", NoMoney),          // xAI
    ("doesn t have any credits", NoMoney),
    ("no resource package", NoMoney),           // Z.ai
    ("out of call volume quota", NoMoney),      // Azure API Management
    ("billing not active", NoMoney),            // OpenAI
    ("hard limit", SpendLimit),                 // OpenAI
    ("over budget", NoMoney),                   // LiteLLM
    ("wallet empty", NoMoney),
    ("wallet is empty", NoMoney),
    ("balance is empty", NoMoney),
    ("low balance", NoMoney),
    ("balance low", NoMoney),
    ("zero balance", NoMoney),
    ("zero credits", NoMoney),
    ("balance is zero", NoMoney),
    ("credit is zero", NoMoney),
    ("balance 0", NoMoney),
    ("balance is 0", NoMoney),                  // Chutes
    ("balance of 0", NoMoney),
    ("balance is currently 0", NoMoney),
    ("credits remaining 0", NoMoney),
    ("credits left 0", NoMoney),
    ("credits available 0", NoMoney),
    ("credit is 0", NoMoney),
    ("have 0 credits", NoMoney),
    ("has 0 credits", NoMoney),
    ("0 credits remaining", NoMoney),
    ("0 credits left", NoMoney),
    ("0 credits available", NoMoney),
    ("have 0 in credits", NoMoney),
    ("have 0 credit", NoMoney),
    ("top up your", NoQuota),
    ("please top up", NoQuota),
    ("please recharge", NoQuota),
    ("payment failed", NoMoney),
    ("failed payment", NoMoney),
    ("payment declined", NoMoney),
    ("payment was declined", NoMoney),
    ("card was declined", NoMoney),
    ("card has been declined", NoMoney),
    ("no billing account", NoMoney),
    ("non payment", NoMoney),
    ("payment method missing", NoMoney),
    ("no payment method", NoMoney),
    ("no valid payment method", NoMoney),
    ("not have a valid payment method", NoMoney),
    ("no active subscription", NoMoney),
    ("no active plan", NoMoney),
    ("subscription required", NoMoney),
    ("subscription has ended", NoMoney),
    ("subscription has lapsed", NoMoney),
    ("payment required", NoMoney),
    ("payment is required", NoMoney),
    ("account closed", NoMoney),
    ("account is closed", NoMoney),
    ("account has been closed", NoMoney),
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
    ("trial ended", NoMoney),
    ("trial is over", NoMoney),
    ("trial period has expired", NoMoney),
    ("trial period has ended", NoMoney),
    ("trial period is over", NoMoney),
    ("service overdue", NoMoney),               // Volcengine
    ("service is overdue", NoMoney),
    ("current spend for token", NoMoney),       // LiteLLM
    ("out of searches", NoQuota),               // SerpApi
    ("out of free", NoQuota),
    ("maximum number of free", NoQuota),
    // No limit that was met, but the reason of a 403.
    ("key limit exceeded", QuotaMet),           // OpenRouter
    ("enter a payment method", QuotaMet),       // DeepInfra
    ("requires a valid credit card", QuotaMet), // Vercel
    ("余额不足", NoMoney),                       // Z.ai, MiniMax, SiliconFlow
    ("余额为零", NoMoney),
    ("余额为0", NoMoney),
    ("余额0", NoMoney),
    ("额度为0", NoQuota),
    ("额度0", NoQuota),
    ("没有余额", NoMoney),
    ("欠款", NoMoney),
    ("预扣费额度失败", NoMoney),                  // one-api, new-api
    ("欠费", NoMoney),                           // Z.ai, Alibaba, Baidu
    ("请充值", NoMoney),                         // Z.ai, DeepSeek
    ("无可用资源包", NoMoney),                    // Z.ai
    ("套餐已到期", NoMoney),                     // Z.ai
    ("套餐已过期", NoMoney),
    ("套餐已用", NoMoney),

    // Money, in parts.
    ("余额", Money),
    ("积分", Money),
    ("资源包", Money),                           // Tencent
    ("不足", Insufficient),
    ("不够", Insufficient),
    ("below zero", Insufficient),
    ("below 0", Insufficient),
    ("用完", Exhausted),
    ("用尽", Exhausted),
    ("耗尽", Exhausted),
    ("过期", Expired),
    ("到期", Expired),
    ("账号", Account),
    ("账户", Account),
    ("用户", Account),
    ("冻结", Stopped),
    ("封禁", Stopped),
    ("停用", Stopped),
    ("insufficient", Insufficient),
    ("not enough", Insufficient),
    ("not sufficient", Insufficient),
    ("not have enough", Insufficient),
    ("don t have enough", Insufficient),
    ("doesn t have enough", Insufficient),
    ("not have sufficient", Insufficient),
    ("don t have sufficient", Insufficient),
    ("doesn t have sufficient", Insufficient),
    ("lack", Insufficient),                     // Stability
    ("lacks", Insufficient),
    ("too low", Insufficient),
    ("negative", Insufficient),
    ("exhausted", Exhausted),
    ("depleted", Exhausted),                    // Gemini: "your prepayment credits are depleted"
    ("used up", Exhausted),                     // Cloudflare
    ("used all", Exhausted),                    // xAI
    ("ran out", Exhausted),
    ("run out", Exhausted),
    ("no remaining", Exhausted),
    ("been consumed", Exhausted),
    ("fully consumed", Exhausted),
    ("fully used", Exhausted),
    ("consumed all", Exhausted),
    ("spent all", Exhausted),
    ("been spent", Exhausted),
    ("no requests left", Exhausted),
    ("no tokens left", Exhausted),
    ("0 tokens left", Exhausted),
    ("0 requests left", Exhausted),
    ("no more requests", Exhausted),
    ("no more free requests", Exhausted),
    ("out of requests", Exhausted),
    ("out of tokens", Exhausted),
    ("out of messages", Exhausted),
    ("expired", Expired),
    ("balance", Money),
    ("credit", Money),
    ("credits", Money),
    ("funds", Money),
    ("fund", Money),
    ("money", Money),
    ("wallet", Money),
    ("prepaid", Money),
    ("prepaid tokens", Money),
    ("resource pack", Money),                   // Tencent
    ("included credits", Budget),               // Hugging Face
    ("allotted credits", Budget),
    ("allocated credits", Budget),
    ("free credits", Budget),
    ("monthly credits", Budget),
    ("included usage", Budget),
    ("outstanding balance", NoMoney),
    ("credit card", Nothing),
    ("cannot be negative", Nothing),
    ("can not be negative", Nothing),
    ("can t be negative", Nothing),
    ("load balance", Nothing),
    ("class balance", Nothing),
    ("to balance", Nothing),
    ("pool exhausted", Nothing),
    ("pool is exhausted", Nothing),
    ("spend", Spend),
    ("spending", Spend),
    ("billing", Spend),
    ("cost", Spend),
    ("budget", Budget),                         // LiteLLM
    ("token budget", Nothing),
    ("burst budget", Nothing),
    ("budget tokens", Nothing),
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
    ("bill", Account),
    ("invoice", Account),
    ("payment", Account),
    ("team name", Nothing),
    ("account name", Nothing),
    ("suspended", Stopped),                     // Moonshot, Fireworks
    ("temporarily suspended", Nothing),
    ("be suspended", Nothing),
    ("being suspended", Nothing),
    ("get suspended", Nothing),
    ("deactivated", Stopped),                   // OpenAI
    ("be deactivated", Nothing),
    ("been disabled", Stopped),
    ("is disabled", Stopped),
    ("account disabled", NoMoney),
    ("not active", Stopped),                    // OpenAI
    ("inactive", Stopped),
    ("on hold", Stopped),
    ("overdue", Stopped),
    ("past due", Stopped),
    ("unpaid", Stopped),
    ("not paid", Stopped),
    ("not been paid", Stopped),
    ("delinquent", Stopped),
];
