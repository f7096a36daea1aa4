import AWSWire
import ECS
import ECSCore
import Gateway
import HTTPTypes
import NIOCore
import Shapes
import WebServer

/// `POST /_skerry/capacity`: the caller's machines in the region of the signature, and what has no
/// room on them. `skerry top` and `skerry machines` show it.
struct CapacityPage {
    let service: ECSService
    let sessions: AgentSessions

    func respond(_ request: WebRequest, _ context: RequestContext) async -> WebResponse {
        guard request.method == .post else {
            return .text("use POST\n", status: .methodNotAllowed)
        }
        do {
            let report = try await service.capacity(context) { [sessions] instance, cpuUnits in
                sessions.usage(ofInstance: instance, cpuUnits: cpuUnits)
            }
            return WebResponse(
                headers: [.contentType: "application/json"],
                body: .bytes(ByteBuffer(bytes: JSON.encode(report))))
        } catch {
            return .text("\(error.message)\n", status: .internalServerError)
        }
    }
}
