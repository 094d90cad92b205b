using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Platform.Kubernetes;

/// <summary>Serialisation of the Kubernetes API without reflection: it costs no start-up time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(PodPage))]
[JsonSerializable(typeof(NamespaceDetails))]
[JsonSerializable(typeof(NamespaceList))]
[JsonSerializable(typeof(EventList))]
[JsonSerializable(typeof(NodeList))]
[JsonSerializable(typeof(MetadataList))]
[JsonSerializable(typeof(WatchEvent))]
[JsonSerializable(typeof(ApiStatus))]
internal sealed partial class KubernetesJson : JsonSerializerContext;
