using Harness.Platform.Docker;
using Harness.Sandboxes.Kubernetes.Delivery;
using k8s.Models;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes.Delivery;

/// <summary>How images get to the nodes, found out from what a cluster shows of itself.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ImageWaysTests
{
    private static readonly EngineInfo Engine = new(2, 1 << 30, "2", [], "laptop", "26.1.5", "6.1.0");

    [Test]
    public void Docker_desktop_sees_the_engines_images() => Find("docker-desktop", Nodes.Of("docker-desktop")).ShouldBe("engine");

    [Test]
    public void Nodes_that_run_in_this_engine_see_its_images() => Find("local", Nodes.Of("a", "docker://26.1.5")).ShouldBe("engine");

    [Test]
    public void An_engine_inside_minikube_is_the_nodes_own() =>
        Find("minikube", Nodes.Of("laptop", "docker://27.0.1", minikube: "minikube")).ShouldBe("engine");

    [TestCase("docker://26.1.4", "6.1.0")]
    [TestCase("docker://26.1.5", "5.10.0")]
    [TestCase("containerd://26.1.5", "6.1.0")]
    public void Nodes_of_another_engine_or_machine_do_not(string runtime, string kernel) =>
        Find("far", Nodes.Of("a", runtime, kernel: kernel)).ShouldBe("present");

    [Test]
    public void One_node_elsewhere_is_enough_for_that() =>
        Find("far", Nodes.Of("a", "docker://26.1.5"), Nodes.Of("b", "docker://26.1.5", kernel: "5.10.0")).ShouldBe("present");

    [Test]
    public void Kind_is_known_by_its_nodes_whatever_the_context_is_called() =>
        Find("mine", Nodes.Of("x-control-plane", provider: "kind://docker/x/x-control-plane")).ShouldBe("kind=x");

    [Test]
    public void Minikube_is_known_by_its_label_though_its_engine_looks_like_this_one() =>
        Find("mine", Nodes.Of("p", "docker://26.1.5", minikube: "p")).ShouldBe("minikube=p");

    [Test]
    public void K3d_is_known_by_the_names_of_its_nodes() =>
        Find("mine", Nodes.Of("k3d-a-b-server-0", provider: "k3s://k3d-a-b-server-0"), Nodes.Of("k3d-a-b-agent-1")).ShouldBe("k3d=a-b");

    [TestCase("kind-test", "kind=test")]
    [TestCase("k3d-test", "k3d=test")]
    [TestCase("minikube", "minikube=minikube")]
    [TestCase("production", "present")]
    public void Where_nodes_may_not_be_looked_at_the_contexts_name_tells(string context, string way) => Find(context).ShouldBe(way);

    [Test]
    public void Images_of_a_registry_are_pulled_from_there_by_a_cluster_that_shows_no_other_way() =>
        ImageWays.Find("production", [Nodes.Of()], Engine, "ghcr.io/user/kcr").ToString().ShouldBe("registry");

    [TestCase(ImageWayKind.Kind, "kind-a", "kind=a")]
    [TestCase(ImageWayKind.Kind, "other", "kind=kind")]
    [TestCase(ImageWayKind.Minikube, "other", "minikube=minikube")]
    [TestCase(ImageWayKind.K3d, "other", "k3d=k3s-default")]
    [TestCase(ImageWayKind.Registry, "kind-a", "registry")]
    [TestCase(ImageWayKind.Engine, "kind-a", "engine")]
    public void What_is_told_gets_the_clusters_name(ImageWayKind told, string context, string way) =>
        ImageWays.Complete(new ImageWay(told), context, []).ToString().ShouldBe(way);

    [Test]
    public void A_name_that_is_told_stays() =>
        ImageWays.Complete(new ImageWay(ImageWayKind.Kind, "b"), "kind-a", []).ToString().ShouldBe("kind=b");

    private static string Find(string context, params V1Node[] nodes) => ImageWays.Find(context, nodes, Engine, registry: null).ToString();
}
