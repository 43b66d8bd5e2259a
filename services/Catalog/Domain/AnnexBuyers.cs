namespace Supply.Catalog.Domain;

/// <summary>
/// The 38 buyers of the federal annex 2027-2028: the 23 entities that transferred their services, <c>EF-</c> and the entity's
/// code, and 15 hospitals that buy for themselves.
/// </summary>
public static class AnnexBuyers
{
    private const string Prefix = "IMSS BIENESTAR ";

    public static IReadOnlyList<AnnexBuyer> All { get; } =
    [
        .. FederalState.All.Where(x => x.Operates)
            .Select(x => new AnnexBuyer($"EF-{x.Code}", x.Name, "state", x, $"{Prefix}EF_ADHERIDA_{AnnexName(x)}")),
        Hospital("H-AMATAN", "Hospital de Amatán, Chiapas", "07", "HOSPITAL_EX_INSABI_AMATAN_DE_CHIAPAS"),
        Hospital("H-CHETUMAL", "Hospital de Chetumal, Quintana Roo", "23", "HOSPITAL_EX_INSABI_CHETUMAL_DE_QUINTANA_ROO"),
        Hospital("H-GRACIANO-SANCHEZ", "Hospital de Soledad de Graciano Sánchez, San Luis Potosí", "24",
            "HOSPITAL_EX_INSABI_GRACIANO_SANCHEZ_DE_SAN_LUIS_POTOSI"),
        Hospital("H-TEXCOCO", "Hospital Materno de Texcoco, México", "15", "HOSPITAL_EX_INSABI_MATERNO_TEXCOCO_DE_MEXICO"),
        Hospital("H-NICOLAS-BRAVO", "Hospital de Nicolás Bravo, Quintana Roo", "23", "HOSPITAL_EX_INSABI_NICOLAS_BRAVO_DE_QUINTANA_ROO"),
        Hospital("H-NINEZ-OAXAQUENA", "Hospital de la Niñez Oaxaqueña", "20", "HOSPITAL_EX_INSABI_NINEZ_OAXAQUENA"),
        Hospital("H-TEKAX", "Hospital de Tekax, Yucatán", "31", "HOSPITAL_EX_INSABI_TEKAX_DE_YUCATAN"),
        Hospital("H-TULUM", "Hospital de Tulum, Quintana Roo", "23", "HOSPITAL_EX_INSABI_TULUM_DE_QUINTANA_ROO"),
        Hospital("H-CRAECH-EP", "Hospital de Especialidades Pediátricas, Chiapas", "07",
            "HRAE HOSPITAL DE ESPECIALIDADES PEDIATRICAS CRAECH EP"),
        Hospital("H-CRAECH-CS", "Hospital Regional de Alta Especialidad Ciudad Salud, Chiapas", "07",
            "HRAE HOSPITAL REGIONAL DE ALTA ESPECIALIDAD CIUDAD SALUD CRAECH CS"),
        Hospital("H-HRAEV", "Hospital Regional de Alta Especialidad de Ciudad Victoria «Bicentenario 2010»", "28",
            "HRAE HOSPITAL REGIONAL DE ALTA ESPECIALIDAD CIUDAD VICTORIA BICENTENARIO 2010 HRAEV"),
        Hospital("H-HRAEI", "Hospital Regional de Alta Especialidad de Ixtapaluca", "15",
            "HRAE HOSPITAL REGIONAL DE ALTA ESPECIALIDAD DE IXTAPALUCA HRAEI"),
        Hospital("H-HRAEPY", "Hospital Regional de Alta Especialidad de la Península de Yucatán", "31",
            "HRAE HOSPITAL REGIONAL DE ALTA ESPECIALIDAD DE LA PENINSULA DE YUCATAN HRAEPY"),
        Hospital("H-HRAEO", "Hospital Regional de Alta Especialidad de Oaxaca", "20",
            "HRAE HOSPITAL REGIONAL DE ALTA ESPECIALIDAD DE OAXACA HRAEO"),
        Hospital("H-HRAEB", "Hospital Regional de Alta Especialidad del Bajío", "11",
            "HRAE HOSPITAL REGIONAL DE ALTA ESPECIALIDAD DEL BAJIO HRAEB"),
    ];

    private static AnnexBuyer Hospital(string code, string name, string state, string alias) =>
        new(code, name, "hospital", FederalState.WithCode(state)!, Prefix + alias);

    // The annex has the everyday names of the entities.
    private static string AnnexName(FederalState state) => state.Code switch
    {
        "16" => "MICHOACAN",
        "30" => "VERACRUZ",
        _ => Texts.Fold(state.Name).Replace(' ', '_'),
    };
}
