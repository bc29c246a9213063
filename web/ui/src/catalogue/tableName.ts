import { i18n, t } from '@/i18n'
import type { StepTable } from '@/api/types'

/* Whose step table it is, and which variant. */
export const tableOwner = (one: StepTable): string => (one.own || one.province ? (one.province_name ?? '') : t('catalogue.table.authored'))
export const tableVariant = (one: StepTable): string => (i18n.global.te(`catalogue.table.variant.${one.variant}`) ? t(`catalogue.table.variant.${one.variant}`) : one.variant)
export const tableName = (one: StepTable): string => `${tableOwner(one)} – ${tableVariant(one)}`
