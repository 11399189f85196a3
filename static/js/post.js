// One way to send something to the portal from a script: with the CSRF token, and an answer that is always an object.
const token = (form) => form?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

/**
 * Send and read the JSON answer. `status` is 0 when the network failed and 401 when the session has ended
 * (the sign-in page came instead of JSON).
 */
export async function send(url, { form, method = "POST", body, headers = {}, keepalive = false }) {
  let response;
  try {
    response = await fetch(url, {
      method,
      body,
      keepalive,
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": token(form), ...headers },
    });
  } catch {
    return { status: 0 };
  }
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  if (!isJson) return { status: response.redirected || response.ok ? 401 : response.status };
  return { ...(await response.json()), status: response.status };
}
