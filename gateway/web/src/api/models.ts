/** What the pages read, by the names that they use; the shapes are generated from what the services describe (types/). */
import type { components as Catalog } from './generated/catalog'
import type { components as Dispensing } from './generated/dispensing'
import type { components as Indicators } from './generated/indicators'
import type { components as Inventory } from './generated/inventory'
import type { components as Orders } from './generated/orders'
import type { components as Planning } from './generated/planning'

export interface Page<T> {
    items: T[]
    next: string | null
    total?: number | null
}

export type Figure = Indicators['schemas']['FigureView']
export type Indicator = Indicators['schemas']['GetMetadataIndicatorView']
export type DocumentRow = Indicators['schemas']['ListDocumentsDocumentView']
export type StockMonth = Indicators['schemas']['GetStockMonthStockMonthView']
export type MissingItem = Indicators['schemas']['ListMissingMissingClave']
export type Publication = Indicators['schemas']['ListPublicationsPublicationView']
export type PublicFigure = Indicators['schemas']['PublicFigure']
export type Facility = Catalog['schemas']['FacilityView']
export type Item = Catalog['schemas']['ItemView']
export type OfflinePack = Catalog['schemas']['OfflinePack']
export type PackItem = Catalog['schemas']['OfflinePackItem']
export type StockLot = Inventory['schemas']['ListStockItem']
export type StockSummary = Inventory['schemas']['ListStockSummaryItem']
export type Movement = Inventory['schemas']['ListMovementsItem']
export type Discrepancy = Inventory['schemas']['ListDiscrepanciesItem']
export type Shipment = Inventory['schemas']['ShipmentView']
export type ShipmentItem = Inventory['schemas']['ListShipmentsItem']
export type StockDocument = Inventory['schemas']['DocumentView']
export type StockDocumentItem = Inventory['schemas']['DocumentListItem']
export type Expiry = Inventory['schemas']['ListExpiryItem']
export type MonthsOfStock = Planning['schemas']['ListMonthsOfStockItem']
export type Conservation = Inventory['schemas']['Conservation']
export type Prescription = Dispensing['schemas']['GetPrescriptionResponse']
export type PrescriptionItem = Dispensing['schemas']['ListPrescriptionsItem']
export type OwedItem = Dispensing['schemas']['ListOwedItem']
export type DaySummary = Dispensing['schemas']['SummarisePrescriptionsResponse']
export type ReportedDays = Dispensing['schemas']['ListDailyReportsResponse']
export type SealingKey = Dispensing['schemas']['GetSealingKeyResponse']
export type Order = Orders['schemas']['OrderView']
export type OrderItem = Orders['schemas']['ListSupplyOrdersItem']
export type CpmValue = Planning['schemas']['ListCpmItem']
export type Outbox = Inventory['schemas']['OutboxOperationsOutboxView']
export type Job = Inventory['schemas']['JobOperationsJobView']
export type Parked = Inventory['schemas']['ParkedOperationsParkedView']
export type CitizenReport = Dispensing['schemas']['CitizenReportView']
export type CitizenSummary = Dispensing['schemas']['SummariseCitizenReportsResponse']
export type DemandEdition = Planning['schemas']['EditionView']
export type DemandLine = Planning['schemas']['ListDemandItem']
export type DemandRequest = Planning['schemas']['PutDemandRequestResponse']
export type FormularyCoverage = Planning['schemas']['GetFormularyCoverageResponse']
export type ConsolidatedAnswers = Planning['schemas']['PutConsolidatedLinesResponse']
export type CpmRun = Planning['schemas']['GetCpmRunResponse']
export type ImportReport = Catalog['schemas']['ImportReport']
export type RejectedRow = Catalog['schemas']['RejectedRow']
export type Buyer = Catalog['schemas']['BuyerView']
export type Gtins = Catalog['schemas']['ListGtinsChanges']
export type Formulary = Catalog['schemas']['FormularyView']
export type FormularyRow = Catalog['schemas']['ListFormulariesItem']
