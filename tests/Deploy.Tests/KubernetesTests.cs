using k8s;
using k8s.Models;

namespace Supply.Deploy.Tests;

/// <summary>The manifests, read strictly by the types that the API server has, and what they have to say together.</summary>
public sealed class KubernetesTests
{
    private const string Folder = "deploy/k8s/";

    private static readonly List<IKubernetesObject<V1ObjectMeta>> all =
        [.. Read("kustomization.yaml", ""), .. Read("migrate/kustomization.yaml", "migrate/"),
        .. Objects("secret.example.yaml"), .. Objects("ingress.example.yaml")];

    [Fact]
    public void Every_file_is_listed_or_an_example()
    {
        var listed = Listed("kustomization.yaml", "").Concat(Listed("migrate/kustomization.yaml", "migrate/")).ToList();
        var there = Directory.GetFiles(Path.Combine(Repository.Root, Folder), "*.yaml", SearchOption.AllDirectories)
            .Select(x => Path.GetRelativePath(Path.Combine(Repository.Root, Folder), x))
                .Where(x => !x.EndsWith("kustomization.yaml", StringComparison.Ordinal) && !x.Contains(".example."));
        Assert.Equal(there.Order(), listed.Order());
    }

    [Fact]
    public void Reading_is_strict() =>
        Assert.ThrowsAny<Exception>(
            () => KubernetesYaml.LoadAllFromString(
                "apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { selectors: { app: x } }\n", strict: true));

    [Fact]
    public void Every_service_runs_in_several_copies_with_probes_limits_and_a_budget()
    {
        Assert.Equal(Repository.Services.Append("gateway").Order(), Of<V1Deployment>().Select(x => x.Name()).Order());
        foreach (var deployment in Of<V1Deployment>())
        {
            var (name, pod) = (deployment.Name(), deployment.Spec.Template.Spec);
            var container = Assert.Single(pod.Containers);
            Assert.True(deployment.Spec.Replicas >= 2, name);
            Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path); // never what depends on others: a restart would not help
            Assert.Equal(name == "gateway" ? "/health/live" : "/health/serving", container.ReadinessProbe.HttpGet.Path);
            Assert.NotNull(container.StartupProbe);
            Assert.Contains("memory", container.Resources.Limits);
            Assert.Contains("cpu", container.Resources.Requests);
            Assert.NotEmpty(pod.TopologySpreadConstraints);
            Assert.All(
                pod.TopologySpreadConstraints, x => Assert.True(Selects(x.LabelSelector, deployment.Spec.Template.Metadata.Labels), name));
            Assert.True(Selects(deployment.Spec.Selector, deployment.Spec.Template.Metadata.Labels), name);
            var budget = Assert.Single(
                Of<V1PodDisruptionBudget>(), x => Selects(x.Spec.Selector, deployment.Spec.Template.Metadata.Labels));
            Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
            Assert.Equal("supply-" + name, container.Image);
        }
    }

    [Fact]
    public void A_copy_is_given_time_to_leave()
    {
        var drain = int.Parse(
            Assert.Single(Of<V1ConfigMap>(), x => x.Name() == "supply").Data["Drain__Seconds"],
            System.Globalization.CultureInfo.InvariantCulture);
        foreach (var pod in Of<V1Deployment>().Select(x => x.Spec.Template.Spec))
            // the bus takes up to 15 s, the host up to 30
            Assert.True(pod.TerminationGracePeriodSeconds >= drain + 30, pod.Containers[0].Name);
    }

    [Fact]
    public void Nothing_has_privileges()
    {
        foreach (var pod in Of<V1Deployment>().Select(x => x.Spec.Template.Spec).Concat(Of<V1Job>().Select(x => x.Spec.Template.Spec)))
        {
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.All(pod.Containers, x =>
            {
                Assert.True(x.SecurityContext.ReadOnlyRootFilesystem);
                Assert.False(x.SecurityContext.AllowPrivilegeEscalation);
                Assert.Equal(["ALL"], x.SecurityContext.Capabilities.Drop);
                Assert.Contains("memory", x.Resources.Limits);
                Assert.Contains(x.VolumeMounts, mount => mount.MountPath == "/tmp" && pod.Volumes.Any(volume => volume.Name == mount.Name));
            });
        }
    }

    [Fact]
    public void Services_find_their_pods_and_the_gateway_finds_the_services()
    {
        foreach (var service in Of<V1Service>())
        {
            var deployment = Assert.Single(
                Of<V1Deployment>(), x => service.Spec.Selector.All(label => x.Spec.Template.Metadata.Labels.Contains(label)));
            Assert.Equal(service.Name(), deployment.Name());
            Assert.All(
                service.Spec.Ports, port =>
                Assert.Contains(deployment.Spec.Template.Spec.Containers[0].Ports, x => x.Name == port.TargetPort.Value));
            Assert.NotEqual("LoadBalancer", service.Spec.Type);
        }
        var gateway = Assert.Single(Of<V1ConfigMap>(), x => x.Name() == "gateway").Data;
        foreach (var name in Repository.Services)
        {
            Assert.Equal($"http://{name}:8080/", gateway[$"ReverseProxy__Clusters__{name}__Destinations__1__Address"]);
            Assert.Equal(["grpc", "http"], Assert.Single(Of<V1Service>(), x => x.Name() == name).Spec.Ports.Select(x => x.Name).Order());
        }
        foreach (
            var (key, address) in Assert.Single(Of<V1ConfigMap>(), x => x.Name() == "supply").Data.Where(
                x => x.Key.StartsWith("Peers__", StringComparison.Ordinal)))
            Assert.Equal($"http://{key["Peers__".Length..]}:8081", address);
        Assert.Equal("gateway", Assert.Single(Of<V1Ingress>()).Spec.Rules[0].Http.Paths[0].Backend.Service.Name);
    }

    [Fact]
    public void Every_service_is_migrated_with_the_settings_that_it_runs_with()
    {
        Assert.Equal(Repository.Services.Select(x => x + "-migrate").Order(), Of<V1Job>().Select(x => x.Name()).Order());
        foreach (var job in Of<V1Job>())
        {
            var container = Assert.Single(job.Spec.Template.Spec.Containers);
            Assert.Equal(["migrate"], container.Args);
            Assert.Equal("supply-" + job.Name()[..^"-migrate".Length], container.Image);
        }
        foreach (
            var source in Of<V1Deployment>().Select(x => x.Spec.Template.Spec).Concat(Of<V1Job>().Select(x => x.Spec.Template.Spec))
            .SelectMany(x => x.Containers).SelectMany(x => x.EnvFrom))
            Assert.True(
                source.ConfigMapRef is { } map
                ? Of<V1ConfigMap>().Any(x => x.Name() == map.Name) : Of<V1Secret>().Any(x => x.Name() == source.SecretRef.Name));
    }

    [Fact]
    public void No_secret_has_a_value() => Assert.All(Of<V1Secret>(), x => Assert.All(x.StringData, y => Assert.Equal("", y.Value)));

    [Fact]
    public void Only_the_gateway_hears_everybody()
    {
        Assert.Single(
            Of<V1NetworkPolicy>(), x =>
            x.Spec.PodSelector.MatchLabels is null && x.Spec.Ingress is null && x.Spec.PolicyTypes.SequenceEqual(["Ingress"]));
        var open = Of<V1NetworkPolicy>().Where(x => x.Spec.Ingress?.Any(rule => rule.FromProperty is null or { Count: 0 }) == true);
        Assert.Equal("gateway", Assert.Single(open).Spec.PodSelector.MatchLabels["tier"]);
        foreach (var deployment in Of<V1Deployment>())
            Assert.Equal(deployment.Name() == "gateway" ? "gateway" : "service", deployment.Spec.Template.Metadata.Labels["tier"]);
    }

    private static IEnumerable<T> Of<T>() => all.OfType<T>();

    private static bool Selects(V1LabelSelector selector, IDictionary<string, string> labels) =>
        selector.MatchLabels is { Count: > 0 } wanted && wanted.All(labels.Contains);

    private static IEnumerable<string> Listed(string kustomization, string folder) =>
        Repository.Yaml(Folder + kustomization)["resources"]!.AsArray().Select(x => folder + x);

    private static IEnumerable<IKubernetesObject<V1ObjectMeta>> Read(string kustomization, string folder) =>
        Listed(kustomization, folder).SelectMany(Objects);

    private static IEnumerable<IKubernetesObject<V1ObjectMeta>> Objects(string file) =>
        KubernetesYaml.LoadAllFromString(Repository.Text(Folder + file), strict: true).Cast<IKubernetesObject<V1ObjectMeta>>();
}
