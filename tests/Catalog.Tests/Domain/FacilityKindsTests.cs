using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class FacilityKindsTests
{
    [Theory]
    [InlineData("DE CONSULTA EXTERNA", "RURAL DE 01 NÚCLEO BÁSICO", 1, "healthUnit")]
    [InlineData("DE CONSULTA EXTERNA", "URBANO DE 12 NÚCLEOS BÁSICOS Y MÁS", 1, "healthUnit")]
    [InlineData("DE CONSULTA EXTERNA", "UNIDAD MÓVIL", 1, "mobileUnit")]
    [InlineData("DE CONSULTA EXTERNA", "BRIGADA MÓVIL", null, "mobileUnit")]
    [InlineData("DE CONSULTA EXTERNA", "UNIDAD DE ESPECIALIDADES MÉDICAS (UNEMES)", 1, "healthUnit")]
    [InlineData("DE CONSULTA EXTERNA", "CLÍNICA DE ESPECIALIDADES", 2, "healthUnit")]
    [InlineData("DE CONSULTA EXTERNA", "CENTRO DE SALUD CON HOSPITALIZACIÓN", 1, "healthUnit")]
    [InlineData("DE HOSPITALIZACIÓN", "HOSPITAL GENERAL", 2, "hospital")]
    [InlineData("DE HOSPITALIZACIÓN", "HOSPITAL REGIONAL DE ALTA ESPECIALIDAD", 3, "hospital")]
    [InlineData("DE HOSPITALIZACIÓN", "HOSPITAL DE ESPECIALIDADES MÉDICAS", 3, "hospital")]
    [InlineData("DE HOSPITALIZACIÓN", "", null, "hospital")]
    [InlineData("DE APOYO", "LABORATORIO DE CITOPATOLOGÍA", null, "unclassified")]
    [InlineData("DE APOYO", "ALMACÉN", null, "stateWarehouse")]
    [InlineData("DE APOYO", "ALMACÉN CENTRAL", null, "centralWarehouse")]
    [InlineData("DE ASISTENCIA SOCIAL", "CASA HOGAR", null, "unclassified")]
    [InlineData(null, "CENTRO DE SALUD", 1, "healthUnit")]
    [InlineData(null, "UNIDAD MOVIL", 1, "mobileUnit")]
    [InlineData(null, "HOSPITALES", 2, "hospital")]
    [InlineData(null, "UNEMES", 1, "healthUnit")]
    [InlineData(null, "HOSPITALES", 1, "healthUnit")]         // the oncology UNEME of Mexicali
    [InlineData(null, "CENTRO DE SALUD", 2, "hospital")]      // the community hospital of San Felipe
    [InlineData(null, null, 1, "healthUnit")]
    [InlineData(null, null, 3, "hospital")]
    [InlineData(null, "LAVANDERÍA", null, "unclassified")]
    [InlineData(null, null, null, "unclassified")]
    public void The_official_names_say_what_a_place_is(string? type, string? typology, int? level, string kind) =>
        Assert.Equal(kind, FacilityKinds.Of(type, typology, level));

    [Fact]
    public void Every_kind_is_read_back_and_nothing_else()
    {
        foreach (var kind in FacilityKinds.All)
            Assert.Equal(kind, FacilityKinds.Parse(kind).Value);
        foreach (var other in (string?[])[null, "", "Hospital", "clinic"])
            Assert.Equal("facility.kind", FacilityKinds.Parse(other).Refusal!.Code);
    }
}
