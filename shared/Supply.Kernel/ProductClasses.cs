namespace Supply.Kernel;

/// <summary>
/// The class of a clave by its leading group, unless the item itself says otherwise.
/// 010 medicines, 030 infant formulas and 040 controlled medicines are <see cref="ProductClass.Medicine"/>;
/// 020 is <see cref="ProductClass.Vaccine"/>; 060 is <see cref="ProductClass.MedicalSupply"/> (material de curación);
/// 070 radiology, 080 laboratory, 130 orthopaedics, 5xx instruments and equipment are <see cref="ProductClass.Other"/>.
/// </summary>
public static class ProductClasses
{
    public static ProductClass Of(Clave clave) => clave.Group switch
    {
        "010" or "030" or "040" => ProductClass.Medicine,
        "020" => ProductClass.Vaccine,
        "060" => ProductClass.MedicalSupply,
        _ => ProductClass.Other,
    };

    /// <summary>Group 040 holds narcotics and psychotropics.</summary>
    public static bool IsControlled(Clave clave) => clave.Group is "040";
}
