//! The questions of the benchmark that are answered in instructions, and their goals.

use crate::counts::Figures;

/// The way in which a figure comes from the counts.
#[derive(Clone, Copy)]
pub(crate) enum Figure {
    /// A call of this case.
    Call(&'static str),
    /// The cost of each additional call: the difference of two cases.
    Each(&'static str, &'static str, f64),
}

impl Figure {
    pub(crate) fn of(self, figures: &Figures, way: &'static str) -> Option<f64> {
        let call = |question| figures.get(&(question, way)).copied();
        match self {
            Self::Call(question) => call(question),
            Self::Each(few, many, more) => Some((call(many)? - call(few)?) / more),
        }
    }
}

pub(crate) struct Question {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) columns: &'static [(&'static str, Figure)],
    /// The way from which the goal counts. `None` if the goal is absolute.
    pub(crate) floor: Option<&'static str>,
    /// With 16 codegen units and with one.
    pub(crate) goal: [f64; 2],
    /// The row that the goal is about.
    pub(crate) ours: &'static str,
}

impl Question {
    /// The figure of a column above the floor.
    pub(crate) fn above_floor(&self, figures: &Figures, column: Figure) -> Option<f64> {
        let floor = self.floor.map_or(Some(0.0), |floor| column.of(figures, floor))?;
        Some(column.of(figures, self.ours)? - floor)
    }
}

use Figure::{Call, Each};

pub(crate) const QUESTIONS: &[Question] = &[
    Question {
        title: "An async function that succeeds at once",
        text: "Bodies that keep 16 B, 256 B, and 2 KiB across an await. Each function is called from one place, so LLVM can inline \
               the poll.",
        columns: &[("16 B", Call("ok 16 B")), ("256 B", Call("ok 256 B")), ("2 KiB", Call("ok 2 KiB"))],
        floor: Some("plain"),
        goal: [10.0, 11.0],
        ours: "ours",
    },
    Question {
        title: "The same, called from two places",
        text: "LLVM leaves the poll of the larger futures out of line.",
        columns: &[("outlined", Call("ok outlined"))],
        floor: Some("plain"),
        goal: [50.0; 2],
        ours: "ours",
    },
    Question {
        title: "A sync function that succeeds at once",
        text: "",
        columns: &[("call", Call("sync ok"))],
        floor: Some("plain"),
        goal: [2.0; 2],
        ours: "ours",
    },
    Question {
        title: "A sync function with `on` that succeeds at once",
        text: "The peers' rows are those above.",
        columns: &[("call", Call("sync ok"))],
        floor: Some("plain"),
        goal: [2.0; 2],
        ours: "ours, on",
    },
    Question {
        title: "A sync function with `upstream` that succeeds at once",
        text: "The gate is open. With a declared limit, the call reads the clock and the limit under a lock, and \
               does not wait. The goal counts from the same function without the option.",
        columns: &[("call", Call("upstream sync"))],
        floor: Some("without `upstream`"),
        goal: [20.0; 2],
        ours: "open",
    },
    Question {
        title: "An async function with `upstream` that succeeds at once",
        text: "As above. The future has a destructor, which frees what its attempt holds.",
        columns: &[("call", Call("upstream async"))],
        floor: Some("without `upstream`"),
        goal: [50.0; 2],
        ours: "open",
    },
    Question {
        title: "Each further poll of a pending body",
        text: "A long request is polled often.",
        columns: &[("poll", Each("pending 0", "pending 8", 8.0))],
        floor: Some("plain"),
        goal: [5.0; 2],
        ours: "ours",
    },
    Question {
        title: "The same, called from two places, each further poll",
        text: "As above, out of line.",
        columns: &[("poll", Each("outlined pending 0", "outlined pending 8", 8.0))],
        floor: Some("plain"),
        goal: [35.0; 2],
        ours: "ours",
    },
    Question {
        title: "An `Ok` value of 1 KiB",
        text: "One copy takes about 135 instructions. The goal is as many copies as in the plain function.",
        columns: &[("call", Call("1 KiB Ok"))],
        floor: Some("plain"),
        goal: [60.0; 2],
        ours: "ours",
    },
    Question {
        title: "A retry without a wait, async",
        text: "A whole failed attempt, body included. tokio's sleep of zero waits for the next tick of its timer, which takes up \
               to a millisecond. The waits of `retry-if` and `retrying` are constants.",
        columns: &[("retry", Each("zero 1", "zero 3", 2.0))],
        floor: None,
        goal: [50.0; 2],
        ours: "ours",
    },
    Question {
        title: "A retry without a wait, sync",
        text: "As above.",
        columns: &[("retry", Each("sync zero 1", "sync zero 3", 2.0))],
        floor: None,
        goal: [25.0; 2],
        ours: "ours",
    },
    Question {
        title: "A retry that waits",
        text: "On a paused clock. Most of the cost is tokio's timer, and it depends on the length of the wait. Rows with jitter \
               differ by ±50 from run to run, so the goal is for the policy without jitter, which waits as long as the bare \
               timer. `again` waits on a thread of its own, which is not counted.",
        columns: &[("retry", Each("wait 1", "wait 3", 2.0))],
        floor: Some("tokio's sleep alone"),
        goal: [150.0; 2],
        ours: "ours, jitter none",
    },
    Question {
        title: "The length of one wait",
        text: "With jitter and its random number, at the second retry and at the 100,000th. Ours is the whole decision on a \
               failure, verdict included, because the wait has no function of its own. From the eighth retry on, the ceiling is \
               the longest delay, so the 100,000th stands for all. `again`, `tryhard`, tower, and the attributes do not show their waits.",
        columns: &[
            ("second", Each("delay 1", "delay 2", 1.0)),
            ("100,000th", Each("delay 100,000", "delay 101,000", 1000.0)),
        ],
        floor: Some("hand"),
        goal: [70.0; 2],
        ours: "ours",
    },
    Question {
        title: "The first wait of a thread",
        text: "With the seeding of the generator. Ours is the whole decision, as above.",
        columns: &[("first", Call("delay first"))],
        floor: None,
        goal: [1000.0; 2],
        ours: "ours",
    },
    Question {
        title: "The verdict on a 429 with 13 headers and 2 KiB of JSON",
        text: "One sentence, 58 times. Every word of it is in the tables of phrases.",
        columns: &[("reply", Call("a 429 with 13 headers and 2 KiB of JSON"))],
        floor: None,
        goal: [60_000.0; 2],
        ours: "ours",
    },
    Question {
        title: "The verdict on a 429 with 400 bytes of JSON",
        text: "OpenAI's own message.",
        columns: &[("reply", Call("a 429 with 400 bytes of JSON"))],
        floor: None,
        goal: [25_000.0; 2],
        ours: "ours",
    },
    Question {
        title: "The verdict on the worst 64 KiB",
        text: "A message of escapes, each of which is decoded and looked up.",
        columns: &[("reply", Call("a 429 with 64 KiB of escapes"))],
        floor: None,
        goal: [3_000_000.0; 2],
        ours: "ours",
    },
];
