/// The table of clients whose errors are recognized inside an error of any type: the feature, and the types of the errors.
///
/// The table is only data, so it can stand before every module that reads it.
macro_rules! recognized_clients {
    ($list:ident) => {
        $list! {
            "reqwest-012": ::reqwest_012::Error;
            "reqwest-013": ::reqwest_013::Error;
            "ureq-3": ::ureq::Error;
            "async-openai-043": ::async_openai::error::OpenAIError;
            "aws": ::aws_smithy_runtime_api::client::result::ConnectorError;
            "google-cloud": ::google_cloud_gax::error::Error;
            "genai-07": ::genai::Error, ::genai::webc::Error;
            "tonic-014": ::tonic::Status;
            "hyper": ::hyper_util::client::legacy::Error, ::hyper::Error;
        }
    };
}

pub(crate) use recognized_clients;
