//! Codes that are numbers. They count only in the shape of their provider, because elsewhere they mean something else.

use super::{AUTH, Code, INVALID, OVERLOADED, QUOTA, REFUSED, TOO_LONG, code};

/// Z.ai and Zhipu: docs.z.ai/api-reference/api-code. A text of four digits in the error object, or a number beside
/// `success: false`.
pub(super) static ZAI: &[(u32, Code)] = &[
    (1000, code(401, AUTH)),
    (1001, code(401, AUTH)),
    (1002, code(401, AUTH)),
    (1003, code(401, AUTH)),
    (1004, code(401, AUTH)),
    (1110, code(401, AUTH)),
    (1111, code(401, AUTH)),
    (1112, code(401, AUTH)),
    // No balance.
    (1113, code(429, QUOTA)),
    (1210, code(400, INVALID)),
    (1211, code(404, INVALID)),
    (1213, code(400, INVALID)),
    (1214, code(400, INVALID)),
    (1220, code(403, AUTH)),
    (1234, code(500, None)),
    (1261, code(400, TOO_LONG)),
    (1301, code(400, REFUSED)),
    // Concurrency and frequency.
    (1302, code(429, None)),
    (1303, code(429, None)),
    // Calls of a day.
    (1304, code(429, QUOTA)),
    (1305, code(429, OVERLOADED)),
    // A window of five hours, an expired plan, a week or a month.
    (1308, code(429, QUOTA)),
    (1309, code(429, QUOTA)),
    (1310, code(429, QUOTA)),
    (1312, code(429, OVERLOADED)),
];

/// Baidu's Qianfan: cloud.baidu.com/doc/WENXINWORKSHOP, "error codes". The `error_code` of the body itself.
pub(super) static BAIDU: &[(u32, Code)] = &[
    (2, code(503, None)),
    (4, code(429, None)),
    // Calls of a day, queries by the second, all that was bought.
    (17, code(429, QUOTA)),
    (18, code(429, None)),
    (19, code(429, QUOTA)),
    (110, code(401, AUTH)),
    (111, code(401, AUTH)),
    (336_000, code(500, None)),
    (336_100, code(503, OVERLOADED)),
    // Requests and tokens by the minute.
    (336_501, code(429, None)),
    (336_502, code(429, None)),
];

/// MiniMax: platform.minimax.io/docs, "error codes". The `status_code` of `base_resp`, where zero is a success.
pub(super) static MINIMAX: &[(u32, Code)] = &[
    (1000, code(500, None)),
    (1001, code(504, None)),
    (1002, code(429, None)),
    (1004, code(401, AUTH)),
    // No balance.
    (1008, code(402, QUOTA)),
    (1013, code(500, None)),
    (1024, code(500, None)),
    (1026, code(400, REFUSED)),
    (1027, code(400, REFUSED)),
    (1033, code(500, None)),
    // Tokens by the minute, connections.
    (1039, code(429, None)),
    (1041, code(429, None)),
    (2013, code(400, INVALID)),
    (2045, code(429, None)),
    (2049, code(401, AUTH)),
    // A window of five hours.
    (2056, code(429, QUOTA)),
];

/// Google and gRPC: google.rpc.Code, without the codes that say too little. The `code` of an error in a 200, or in an event.
pub(super) static GRPC: &[(u32, Code)] = &[
    (3, code(400, None)),
    (4, code(504, None)),
    (5, code(404, None)),
    (7, code(403, None)),
    (8, code(429, None)),
    (9, code(400, None)),
    (11, code(400, None)),
    (13, code(500, None)),
    (14, code(503, None)),
    (16, code(401, None)),
];
