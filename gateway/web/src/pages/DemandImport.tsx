import { useParams } from 'wouter'
import { ImportFile } from '../parts/ImportFile'
import { Page } from '../parts/Page'
import { session } from '../session/session'

/** The federal annex, or a list of monthly demand, into the consolidated demand of a period. */
export default function DemandImport() {
    const { period = '' } = useParams<{ period: string }>()
    return (
        <Page
            title="Importar demanda"
            scope={period}
            lead={`Periodo ${period}`}
            trail={[{ name: 'Demanda', href: '/demanda' }, { name: period, href: `/demanda/${period}` }, { name: 'Importar' }]}
        >
            {session.shown?.role === 'central' ? (
                <ImportFile
                    path={`/planning/demand/${encodeURIComponent(period)}/import`}
                    columns="clave, institucion, min y max; o clave, institucion y demanda_mensual"
                    does="Lo consolidado que ya hay de esos renglones se cambia por lo del archivo; lo solicitado queda. Quien importa ya no puede aprobar."
                />
            ) : (
                <p>La demanda la importa abasto central.</p>
            )}
        </Page>
    )
}
