use google_cloud_aiplatform_v1::client::PredictionService;
use google_cloud_aiplatform_v1::model::{Content, Part};
use google_cloud_auth::credentials::anonymous;
use google_cloud_gax::error::Error;
use google_cloud_gax::options::RequestOptionsBuilder as _;
use google_cloud_gax::retry_policy::NeverRetry;

use super::*;

const MODEL: &str = "projects/p/locations/l/publishers/google/models/scripted";

#[retry(
    max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
    sleep = |wait| call.note_async_sleep(wait),
    on_retry = |retry| call.note_retry(retry),
    on_give_up = |gave_up| call.note_give_up(gave_up)
)]
async fn ask_itself(call: &Call) -> Result<String, Error> {
    let endpoint = origin(call.next_url());
    // The builder says it too; that of older versions panics.
    reqwest::Url::parse(endpoint).map_err(Error::deser)?;
    let client = PredictionService::builder()
        .with_endpoint(endpoint)
        .with_credentials(anonymous::Builder::new().build())
        .with_retry_policy(NeverRetry)
        .build()
        .await
        .map_err(Error::deser)?;
    let question = Content::new().set_role("user").set_parts([Part::new().set_text(QUESTION)]);
    let request = client.generate_content().set_model(MODEL).set_contents([question]);
    let answer = request.with_attempt_timeout(PATIENCE).send().await?;
    let part = answer.candidates.first().and_then(|candidate| candidate.content.as_ref()?.parts.first());
    Ok(part.and_then(Part::text).cloned().unwrap_or_default())
}

pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
    block_on(ask_itself(call)).map_err(|error| Seen::of(&error, error.http_status_code()))
}
